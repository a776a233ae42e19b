// Saving, leaving, copying and deleting; see configspage.h.
#include "ui/common/answered.h"
#include "ui/common/errortext.h"
#include "ui/common/visibletext.h"
#include "ui/configs/askpanel.h"
#include "ui/configs/configeditor.h"
#include "ui/configs/configlist.h"
#include "ui/configs/configspage.h"

#include <QApplication>

using namespace Qt::StringLiterals;

namespace lokal::ui {

void ConfigsPage::leaveThen(const std::function<void()> &next)
{
    if (!m_editor->isDirty())
        return next();
    showListOnly(false);
    QList<AskPanel::Answer> answers;
    const int wrong = int(m_editor->form()->problems().size());
    if (wrong == 0) {
        answers.append(
            { tr("Save"), Button::Kind::Plain, [this, next] { save(Overwrite::No, next); } });
    }
    answers.append({ tr("Discard the changes"), Button::Kind::Danger, [this, next] {
                        discard();
                        next();
                    } });
    answers.append({ tr("Keep editing"), Button::Kind::Plain, [this] {
                        m_list->setCurrent(m_editor->saved().id);
                        if (m_editor->mayBeSaved() // else it shows what is wrong
                            && !m_editor->isAncestorOf(QApplication::focusWidget()))
                            m_editor->form()->focusName();
                    } });
    QString sentence = tr("Save them before you go on, or let them go?");
    if (wrong == 1)
        sentence = tr("They cannot be saved yet: one field needs a correction.");
    else if (wrong > 1)
        sentence = tr("They cannot be saved yet: %n fields need a correction.", nullptr, wrong);
    m_editor->askPanel()->ask(tr("There are unsaved changes"), sentence, answers);
}

void ConfigsPage::save(Overwrite overwrite, const std::function<void()> &next)
{
    if (!m_editor->mayBeSaved() || !m_editor->isDirty())
        return;
    const ConfigDraft draft = m_editor->form()->draft();
    ConfigChange change = difference(m_editor->saved(), draft);
    m_editor->setSaving(true);
    const auto done = [this, next, id = draft.id](const Result<ModelConfig> &result) {
        saveDone(result, id, next);
    };
    if (draft.isNew()) {
        whenAnswered(m_backend.configs.create(m_who, change), this, done);
        return;
    }
    if (overwrite == Overwrite::No)
        change.expectedRevision = m_editor->saved().revision;
    whenAnswered(m_backend.configs.update(m_who, draft.id, change), this, done);
}

void ConfigsPage::saveDone(const Result<ModelConfig> &result, ConfigId wasSaved,
                           const std::function<void()> &next)
{
    m_editor->setSaving(false);
    if (result) {
        const ConfigDraft stored = ConfigDraft::of(*result);
        // What was typed while it was being saved is newer, and stays.
        ConfigDraft draft = stored;
        if (const ConfigDraft now = m_editor->form()->draft(); now.id == wasSaved) {
            draft = now;
            draft.id = stored.id;
            draft.revision = stored.revision;
        }
        showDraft(stored, draft);
        load();
        Q_EMIT saved(stored.id);
        if (next)
            next();
        return;
    }
    const Error &error = result.error();
    if (error.code == ErrorCode::Stale)
        return askAboutOtherVersion(next);
    QList<FieldError> fields = error.fields;
    if (error.code == ErrorCode::ModelNotInstalled)
        fields.append({ u"model_name"_s, {} });
    m_editor->form()->showErrors(fields);
    m_editor->setFailure(errorText(error).title);
}

void ConfigsPage::askAboutOtherVersion(const std::function<void()> &next)
{
    m_editor->askPanel()->ask(
        tr("It was changed somewhere else in the meantime"),
        tr("Your version can replace the other one, or you go on with the other one."),
        { { tr("Save mine"), Button::Kind::Danger, [this, next] { save(Overwrite::Yes, next); } },
          { tr("Take the other one"), Button::Kind::Plain,
            [this] {
                const ConfigId id = m_editor->saved().id;
                discard();
                openConfig(id);
            } },
          { tr("Keep editing"), Button::Kind::Plain, {} } });
}

void ConfigsPage::discard()
{
    m_editor->askPanel()->dismiss();
    const ConfigDraft saved = m_editor->saved();
    if (!saved.isNew())
        return showDraft(saved, saved);
    showNone(); // no longer dirty, so that the next step does not ask again
    showFirstOrNone();
}

void ConfigsPage::duplicate()
{
    const ConfigDraft draft = m_editor->form()->draft();
    leaveThen([this, draft] {
        ConfigDraft copy = draft;
        copy.id = {};
        copy.revision = 0;
        //: Name of a duplicated configuration; %1 is the name of the original
        copy.name = tr("%1 (copy)").arg(draft.name).left(200);
        showDraft({}, copy);
        showListOnly(false);
        m_editor->form()->focusName();
    });
}

void ConfigsPage::askToDelete()
{
    const ConfigDraft saved = m_editor->saved();
    if (saved.isNew())
        return leaveThen([this] { showFirstOrNone(); });
    whenAnswered(m_backend.configs.usage(m_who, saved.id), this,
                 [this, saved](const Result<qint64> &chats) {
                     if (m_editor->saved().id != saved.id)
                         return;
                     if (chats && *chats > 0)
                         return askWhereChatsMove(*chats);
                     m_editor->askPanel()->ask(
                         tr("Delete “%1”?").arg(visibleText(saved.name)),
                         tr("No chat uses it. This cannot be undone."),
                         { { tr("Delete"), Button::Kind::Danger, [this] { remove({}); } },
                           { tr("Keep it"), Button::Kind::Plain, {} } });
                 });
}

void ConfigsPage::askWhereChatsMove(qint64 chats)
{
    const ConfigDraft saved = m_editor->saved();
    QList<ConfigId> ids;
    QStringList names;
    for (const ModelConfig &config : m_list->configs()) {
        if (config.id == saved.id)
            continue;
        ids.append(config.id);
        names.append(config.name);
    }
    AskPanel *panel = m_editor->askPanel();
    //: %1 is the name of a configuration
    const QString sentence = chats == 1 ? tr("“%1” is used by one chat")
                                        : tr("“%1” is used by %n chats", nullptr, int(chats));
    const QString title = sentence.arg(visibleText(saved.name));
    if (ids.isEmpty())
        return panel->ask(title, tr("Make another configuration first, to which they can move."),
                          { { tr("Keep it"), Button::Kind::Plain, {} } });
    panel->ask(title, tr("They go on with another configuration:"),
               { { tr("Move and delete"), Button::Kind::Danger,
                   [this, panel, ids] { remove(ids.value(panel->chosen())); } },
                 { tr("Keep it"), Button::Kind::Plain, {} } });
    panel->setChoices(tr("Configuration for these chats"), names);
}

void ConfigsPage::remove(std::optional<ConfigId> moveTo)
{
    const ConfigId id = m_editor->saved().id;
    whenAnswered(m_backend.configs.remove(m_who, id, moveTo), this,
                 [this, id, moveTo](const Status &status) {
                     if (m_editor->saved().id != id)
                         return;
                     if (!status && status.error().code == ErrorCode::ConfigInUse)
                         return askWhereChatsMove(
                             status.error().args.value(u"sessions"_s, 1).toLongLong());
                     if (!status && status.error().code != ErrorCode::NotFound)
                         return m_editor->setFailure(errorText(status.error()).title);
                     showNone();
                     if (moveTo)
                         m_wanted = moveTo; // where its chats are now
                     else
                         m_loaded = false; // the first of what is left
                     showListOnly(true);
                     load();
                 });
}

} // namespace lokal::ui
