#include "ui/configs/configspage.h"

#include "ui/common/answered.h"
#include "ui/common/errortext.h"
#include "ui/common/painting.h"
#include "ui/configs/configeditor.h"
#include "ui/configs/configlist.h"
#include "ui/configs/modelwords.h"

#include <QHBoxLayout>
#include <QShortcut>
#include <QShowEvent>

using namespace Qt::StringLiterals;

namespace lokal::ui {
namespace {

constexpr int oneColumnBelow = 1190; // two columns need about 400 each for their explanations
constexpr int listAloneBelow = 860;
constexpr int listWidth = 272;
constexpr int mostConfigs = 200; // the most a page can have; more than anybody keeps apart

class Hairline : public QWidget
{
public:
    explicit Hairline(const Theme &theme)
        : m_theme(theme)
    {
        setFixedWidth(1);
        followTheme(theme, this, [this] { update(); });
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.fillRect(rect(), m_theme.tokens().border);
    }

private:
    const Theme &m_theme;
};

} // namespace

ConfigsPage::ConfigsPage(const Backend &backend, Theme &theme, const Principal &who,
                         QWidget *parent)
    : QWidget(parent)
    , m_backend(backend)
    , m_theme(theme)
    , m_who(who)
    , m_list(new ConfigList(theme))
    , m_divider(new Hairline(theme))
    , m_editor(new ConfigEditor(theme))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_list);
    row->addWidget(m_divider);
    row->addWidget(m_editor, 1);
    connectParts();
    followTheme(theme, this, [this] { arrange(); });
}

void ConfigsPage::connectParts()
{
    connect(m_list, &ConfigList::backRequested, this, &ConfigsPage::goBack);
    connect(m_list, &ConfigList::newRequested, this, [this] { openNewFor({}); });
    connect(m_list, &ConfigList::chosen, this, [this](ConfigId id) {
        if (id == m_editor->saved().id)
            showListOnly(false);
        else
            openConfig(id);
    });
    connect(m_editor, &ConfigEditor::newRequested, this, [this] { openNewFor({}); });
    connect(m_editor, &ConfigEditor::backRequested, this, &ConfigsPage::goBack);
    connect(m_editor, &ConfigEditor::saveRequested, this, [this] { save(); });
    connect(m_editor, &ConfigEditor::discardRequested, this, &ConfigsPage::discard);
    connect(m_editor, &ConfigEditor::duplicateRequested, this, &ConfigsPage::duplicate);
    connect(m_editor, &ConfigEditor::deleteRequested, this, &ConfigsPage::askToDelete);
    connect(m_editor->form(), &ConfigForm::edited, this, &ConfigsPage::showDraftRow);
    connect(m_editor->form(), &ConfigForm::modelNameChanged, this, &ConfigsPage::loadModelFacts);
    auto *saveKey = new QShortcut(QKeySequence::Save, this);
    saveKey->setContext(Qt::WidgetWithChildrenShortcut);
    connect(saveKey, &QShortcut::activated, this, [this] { save(); });
    connect(&m_backend.configs, &Configs::changed, this, [this](UserId owner) {
        if (owner == m_who.user && m_loaded)
            load();
    });
    connect(&m_backend.models, &Models::modelsChanged, this, [this] {
        if (isVisible())
            loadModels();
    });
}

void ConfigsPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (event->spontaneous())
        return;
    m_list->focusList();
    load();
    loadModels();
}

void ConfigsPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void ConfigsPage::arrange()
{
    const int designWidth = int(width() / m_theme.factor());
    m_narrow = designWidth < listAloneBelow;
    using Layout = ConfigEditor::Layout;
    m_editor->setLayout(m_narrow                           ? Layout::Alone
                            : designWidth < oneColumnBelow ? Layout::OneColumn
                                                           : Layout::TwoColumns);
    m_list->setVisible(!m_narrow || m_listShown);
    m_editor->setVisible(!m_narrow || !m_listShown);
    m_divider->setVisible(!m_narrow);
    m_list->setMinimumWidth(m_narrow ? 0 : m_theme.px(listWidth));
    m_list->setMaximumWidth(m_narrow ? QWIDGETSIZE_MAX : m_theme.px(listWidth));
}

void ConfigsPage::showListOnly(bool list)
{
    m_listShown = list;
    arrange();
    if (list && m_narrow)
        m_list->focusSearch();
}

void ConfigsPage::goBack()
{
    if (m_narrow && !m_listShown)
        return leaveThen([this] { showListOnly(true); });
    leaveThen([this] { Q_EMIT closed(); });
}

void ConfigsPage::load()
{
    whenAnswered(m_backend.configs.list(m_who, { mostConfigs, 0 }), this,
                 [this](const Result<Page<ModelConfig>> &page) {
                     if (page)
                         takeConfigs(page->items);
                     else
                         m_list->showProblem(errorText(page.error()).title + u'.');
                 });
}

void ConfigsPage::takeConfigs(const QList<ModelConfig> &configs)
{
    m_list->setConfigs(configs);
    const bool first = !m_loaded;
    m_loaded = true;
    if (m_newFor) {
        const QString model = *std::exchange(m_newFor, std::nullopt);
        return openNewFor(model);
    }
    if (m_wanted)
        return openConfig(*std::exchange(m_wanted, std::nullopt));
    if (first)
        return showFirstOrNone();
    showNewerVersion();
}

void ConfigsPage::showNewerVersion()
{
    const ConfigDraft &open = m_editor->saved();
    if (open.isNew())
        return;
    for (const ModelConfig &config : m_list->configs()) {
        if (config.id != open.id)
            continue;
        // With edits, saving will tell.
        if (config.revision > open.revision && !m_editor->isDirty()) {
            const ConfigDraft draft = ConfigDraft::of(config);
            showDraft(draft, draft);
        }
        return;
    }
    if (m_list->configs().size() < mostConfigs)
        noticeRemoval();
}

/// The open one was deleted elsewhere. Edits are kept, as a new one that was not saved yet.
void ConfigsPage::noticeRemoval()
{
    if (!m_editor->isDirty())
        return showFirstOrNone();
    ConfigDraft draft = m_editor->form()->draft();
    draft.id = {};
    draft.revision = 0;
    showDraft({}, draft);
    m_editor->setFailure(tr("It was deleted elsewhere. Saving makes it anew."));
}

void ConfigsPage::showFirstOrNone()
{
    const QList<ModelConfig> &configs = m_list->configs();
    if (configs.isEmpty())
        return showNone();
    const ConfigDraft draft = ConfigDraft::of(configs.first());
    showDraft(draft, draft);
}

void ConfigsPage::showNone()
{
    m_editor->setEmpty();
    m_list->setCurrent({});
    showDraftRow();
}

/// The list shows what is being made, too.
void ConfigsPage::showDraftRow()
{
    m_list->setDraft(m_editor->isNew() ? std::optional(m_editor->form()->draft().name)
                                       : std::nullopt);
}

void ConfigsPage::loadModels()
{
    whenAnswered(m_backend.models.list(m_who), this, [this](const Result<QList<Model>> &models) {
        const QList<Model> found = models ? *models : QList<Model>();
        m_editor->form()->setInstalled(found, models.ok());
        m_firstModel.clear();
        for (const Model &model : found) {
            if (m_firstModel.isEmpty() && !ModelWords::isForSearchOnly(model))
                m_firstModel = model.name;
        }
    });
}

void ConfigsPage::loadModelFacts(const QString &name)
{
    const int round = ++m_modelRound;
    m_editor->form()->setModel({});
    if (name.isEmpty())
        return;
    whenAnswered(m_backend.models.details(m_who, name), this,
                 [this, round](const Result<Model> &model) {
                     if (round == m_modelRound && model)
                         m_editor->form()->setModel(*model);
                 });
}

void ConfigsPage::showDraft(const ConfigDraft &saved, const ConfigDraft &draft)
{
    m_editor->setDraft(saved, draft);
    m_editor->setUsage({});
    showDraftRow();
    m_list->setCurrent(saved.id);
    loadModelFacts(draft.modelName);
    if (saved.isNew())
        return;
    whenAnswered(m_backend.configs.usage(m_who, saved.id), this,
                 [this, id = saved.id](const Result<qint64> &chats) {
                     if (chats && id == m_editor->saved().id)
                         m_editor->setUsage(*chats);
                 });
}

bool ConfigsPage::isSaved() const
{
    return !m_editor->isDirty();
}

void ConfigsPage::openConfig(ConfigId id)
{
    if (!m_loaded) {
        m_wanted = id;
        return load();
    }
    leaveThen([this, id] {
        whenAnswered(m_backend.configs.get(m_who, id), this,
                     [this](const Result<ModelConfig> &config) {
                         if (!config)
                             return load();
                         const ConfigDraft draft = ConfigDraft::of(*config);
                         showDraft(draft, draft);
                         showListOnly(false);
                     });
    });
}

void ConfigsPage::openNewFor(const QString &model)
{
    if (!m_loaded) {
        m_newFor = model;
        return load();
    }
    leaveThen([this, model] {
        ConfigDraft draft;
        draft.modelName = model.isEmpty() ? m_firstModel : model;
        draft.name = draft.modelName;
        showDraft({}, draft);
        showListOnly(false);
        m_editor->form()->focusName();
    });
}

} // namespace lokal::ui
