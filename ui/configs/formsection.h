#pragma once

#include "core/models/model.h"
#include "ui/common/label.h"
#include "ui/configs/configdraft.h"

#include <QHash>
#include <QWidget>

class QBoxLayout;
class QPlainTextEdit;
class QVBoxLayout;

namespace lokal::ui {

class PlainEdit;

/// One titled part of the configuration form. Shows some fields of a draft and writes them back.
class FormSection : public QWidget
{
    Q_OBJECT
public:
    using QWidget::QWidget;

    /// Shows the draft's values; edited() does not come for it.
    virtual void showDraft(const ConfigDraft &draft) = 0;
    /// Writes what was entered.
    virtual void writeTo(ConfigDraft *draft) const = 0;
    /// The chosen model, as far as known.
    virtual void setModel(const std::optional<Model> &) { }
    /// Marks what is wrong: field name of the API -> sentence. Fields that are not in it are right.
    virtual void showErrors(const QHash<QString, QString> &) { }
    /// Names of fields whose text is no value at all (they could not be written).
    virtual QStringList unreadable() const { return {}; }
    /// The input of a field, or null when it is not in this section.
    virtual QWidget *fieldFor(const QString &) const { return nullptr; }

Q_SIGNALS:
    void edited();
};

/// A text in an editor, which by itself changes line ends and hard spaces: what was not touched
/// comes back exactly as it was given.
class KeptText
{
public:
    /// Leaves cursor and undo alone when the text is there already.
    void show(PlainEdit *edit, const QString &text);
    QString read(const QPlainTextEdit *edit) const;

private:
    QString m_given;
    QString m_shown;
};

/// The title of a section, with the air above it.
Label *sectionTitle(const Theme &theme, const QString &text);
/// A column with the spacing of the form, on @p host.
QVBoxLayout *sectionColumn(const Theme &theme, QWidget *host);

/// Two widgets side by side, below one another when there is little room.
class FieldPair : public QWidget
{
    Q_OBJECT
public:
    FieldPair(const Theme &theme, QWidget *first, QWidget *second);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    const Theme &m_theme;
    QBoxLayout *m_row;
};

} // namespace lokal::ui
