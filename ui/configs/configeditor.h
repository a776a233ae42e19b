#pragma once

#include "ui/common/badge.h"
#include "ui/configs/configform.h"

class QScrollArea;

namespace lokal::ui {

class AskPanel;
class Button;
class IconButton;
class IconView;
class MenuPopup;
class SentPopup;

/// The page's right side: head, form and foot around one draft, or an invitation while there is
/// none. Shows and asks; the page saves.
class ConfigEditor : public QWidget
{
    Q_OBJECT
public:
    enum class Layout
    {
        TwoColumns,
        OneColumn,
        Alone, ///< one column, and the list is a page of its own
    };

    explicit ConfigEditor(const Theme &theme, QWidget *parent = nullptr);

    /// @p saved: how it is stored; differs from @p draft while there are unsaved changes.
    void setDraft(const ConfigDraft &saved, const ConfigDraft &draft);
    void setEmpty();
    bool isDirty() const;
    /// True while the draft that is shown was never stored.
    bool isNew() const { return m_isOpen && m_saved.isNew(); }
    const ConfigDraft &saved() const { return m_saved; }
    ConfigForm *form() const { return m_form; }
    AskPanel *askPanel() const { return m_ask; }

    /// How many chats use it; empty: not known.
    void setUsage(std::optional<qint64> chats);
    void setSaving(bool saving);
    /// Shown in the foot until the next edit.
    void setFailure(const QString &text);
    void setLayout(Layout layout);
    /// False with a word in the foot when something has to be corrected first.
    bool mayBeSaved();

Q_SIGNALS:
    void saveRequested();
    void discardRequested();
    void duplicateRequested();
    void deleteRequested();
    void newRequested();
    void backRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QWidget *buildHead();
    QWidget *buildFoot();
    QWidget *buildInvitation();
    void openMenu();
    void openSent(QWidget *anchor);
    void restyle();
    void refresh();
    void refreshFoot(bool dirty);

    const Theme &m_theme;
    QWidget *m_headBar;
    QWidget *m_footBar;
    QWidget *m_invitation;
    QWidget *m_body;
    QScrollArea *m_area;
    QWidget *m_askFrame;
    ConfigForm *m_form;
    AskPanel *m_ask;
    IconButton *m_back;
    Label *m_title;
    Badge *m_badge;
    Label *m_usage;
    Button *m_duplicate;
    IconButton *m_delete;
    IconButton *m_more;
    IconView *m_statusIcon;
    Label *m_status;
    Button *m_problem; ///< stands in for the status while something has to be corrected
    Button *m_sentButton;
    Button *m_discard;
    Button *m_save;
    MenuPopup *m_menu = nullptr;
    SentPopup *m_sent = nullptr;
    ConfigDraft m_saved;
    QString m_failure;
    bool m_isOpen = false;
    bool m_saving = false;
    Layout m_layout = Layout::TwoColumns;
};

} // namespace lokal::ui
