#include "ui/configs/configlist.h"

#include "ui/common/iconbutton.h"
#include "ui/common/label.h"
#include "ui/common/painting.h"
#include "ui/common/searchfield.h"
#include "ui/common/visibletext.h"
#include "ui/configs/modelwords.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QListView>
#include <QSortFilterProxyModel>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace lokal::ui {
namespace {

constexpr int rowHeight = 52;

class ConfigRowPainter : public QStyledItemDelegate
{
public:
    ConfigRowPainter(const Theme &theme, QObject *parent)
        : QStyledItemDelegate(parent)
        , m_theme(theme)
    {
    }

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        return QSize(0, m_theme.px(rowHeight + 2));
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override
    {
        const Tokens &t = m_theme.tokens();
        const bool selected = option.state & QStyle::State_Selected;
        const bool hovered = option.state & QStyle::State_MouseOver;
        const QRect box = option.rect.adjusted(0, 1, 0, -1);
        if (selected || hovered)
            drawBox(*painter, box, m_theme.px(10), selected ? t.selectedRow : t.hover);
        constexpr auto byKeyboard = QStyle::State_HasFocus | QStyle::State_KeyboardFocusChange;
        if (selected && (option.state & byKeyboard) == byKeyboard) {
            painter->setPen(QPen(t.accent, m_theme.px(2)));
            painter->setBrush(Qt::NoBrush);
            painter->drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -1), m_theme.px(10),
                                     m_theme.px(10));
        }
        const QRect texts
            = box.adjusted(m_theme.px(12), m_theme.px(7), -m_theme.px(12), -m_theme.px(7));
        const auto line
            = [&](const QFont &font, const QColor &color, int vertical, const QString &text) {
                  painter->setFont(font);
                  painter->setPen(color);
                  painter->drawText(
                      texts, vertical | Qt::AlignLeft,
                      painter->fontMetrics().elidedText(text, Qt::ElideRight, texts.width()));
              };
        line(m_theme.textFont(13.5, selected ? QFont::Medium : QFont::Normal), t.text, Qt::AlignTop,
             index.data(Qt::DisplayRole).toString());
        line(m_theme.textFont(12), t.text3, Qt::AlignBottom,
             index.data(ConfigListModel::MetaRole).toString());
    }

private:
    const Theme &m_theme;
};

} // namespace

void ConfigListModel::setConfigs(const QList<ModelConfig> &configs)
{
    beginResetModel();
    m_configs = configs;
    std::sort(m_configs.begin(), m_configs.end(), [](const ModelConfig &a, const ModelConfig &b) {
        return a.name.localeAwareCompare(b.name) < 0;
    });
    endResetModel();
}

void ConfigListModel::setDraft(const std::optional<QString> &name)
{
    if (name == m_draft)
        return;
    if (name && m_draft) {
        m_draft = name;
        Q_EMIT dataChanged(index(0), index(0));
    } else if (name) {
        beginInsertRows({}, 0, 0);
        m_draft = name;
        endInsertRows();
    } else {
        beginRemoveRows({}, 0, 0);
        m_draft.reset();
        endRemoveRows();
    }
}

int ConfigListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_configs.size()) + (m_draft ? 1 : 0);
}

QVariant ConfigListModel::draftData(int role) const
{
    const QString name = m_draft->trimmed().isEmpty() ? tr("New configuration") : *m_draft;
    switch (role) {
    case Qt::DisplayRole:
        return visibleText(name);
    case Qt::AccessibleDescriptionRole:
    case MetaRole:
        //: Below the name of a new configuration
        return tr("unsaved");
    case Qt::ToolTipRole:
        return plainToolTip(name);
    case IdRole:
        return ConfigId().value;
    default:
        return {};
    }
}

QVariant ConfigListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (m_draft && index.row() == 0)
        return draftData(role);
    const ModelConfig &config = m_configs[index.row() - (m_draft ? 1 : 0)];
    switch (role) {
    case Qt::DisplayRole:
        return visibleText(config.name);
    case Qt::AccessibleDescriptionRole:
    case MetaRole:
        return metaOf(config);
    case Qt::ToolTipRole:
        return plainToolTip(config.name);
    case IdRole:
        return config.id.value;
    default:
        return {};
    }
}

QString ConfigListModel::metaOf(const ModelConfig &config)
{
    QStringList parts { visibleText(config.modelName) };
    if (config.parameters.format.kind == AnswerFormat::Json)
        parts.append(tr("JSON"));
    else if (config.parameters.format.kind == AnswerFormat::Schema)
        parts.append(tr("JSON schema"));
    if (const auto context = config.parameters.numCtx) {
        //: A number of tokens, in thousands or plain
        parts.append(*context % 1024 == 0 ? tr("%1k context").arg(*context / 1024)
                                          : tr("%1 context").arg(ModelWords::tokens(*context)));
    }
    return parts.join(u" · "_s);
}

ConfigList::ConfigList(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_model(new ConfigListModel(this))
    , m_filter(new QSortFilterProxyModel(this))
    , m_view(new QListView)
    , m_search(new SearchField(theme, tr("Search configurations")))
    , m_back(new IconButton(theme, u"chevron-left"_s, tr("Back to the chat")))
    , m_new(new IconButton(theme, u"plus"_s, tr("New configuration")))
    , m_headRow(new QWidget)
    , m_nothing(new Label(theme, text::hint, {}, Label::Overflow::Wrap))
{
    build();
    connect(m_back, &QToolButton::clicked, this, &ConfigList::backRequested);
    connect(m_new, &QToolButton::clicked, this, &ConfigList::newRequested);
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_filter->setFilterFixedString(text);
        showCurrent();
        showEmptiness();
    });
    const auto choose = [this](const QModelIndex &index) {
        Q_EMIT chosen({ index.data(ConfigListModel::IdRole).toLongLong() });
    };
    connect(m_view, &QListView::clicked, this, choose);
    connect(m_view, &QListView::activated, this, choose);
    followTheme(theme, this, [this] { restyle(); });
}

void ConfigList::build()
{
    m_filter->setSourceModel(m_model);
    m_filter->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_back->setObjectName(u"configsBack"_s);
    m_new->setObjectName(u"configsNew"_s);
    m_search->setObjectName(u"configsSearch"_s);
    m_search->installEventFilter(this);
    m_view->setObjectName(u"configsView"_s);
    m_view->setAccessibleName(tr("Configurations"));
    m_view->setModel(m_filter);
    m_view->setItemDelegate(new ConfigRowPainter(m_theme, m_view));
    m_view->setMouseTracking(true);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setFrameShape(QFrame::NoFrame);
    auto *head = new QHBoxLayout(m_headRow);
    head->setContentsMargins(0, 0, 0, 0);
    head->addWidget(m_back);
    head->addWidget(new Label(m_theme, { 15, QFont::DemiBold, &Tokens::text }, tr("Configurations"),
                              Label::Overflow::Elide),
                    1);
    head->addWidget(m_new);
    auto *column = new QVBoxLayout(this);
    column->addWidget(m_headRow);
    column->addWidget(m_search);
    column->addWidget(m_nothing);
    column->addWidget(m_view, 1);
    m_nothing->hide();
}

void ConfigList::restyle()
{
    layout()->setContentsMargins(m_theme.px(12), m_theme.px(8), m_theme.px(12), m_theme.px(12));
    layout()->setSpacing(m_theme.px(10));
    m_headRow->setFixedHeight(m_theme.px(36));
    m_headRow->layout()->setSpacing(m_theme.px(6));
    m_nothing->setContentsMargins(m_theme.px(12), m_theme.px(4), m_theme.px(12), 0);
    m_view->doItemsLayout();
    update();
}

void ConfigList::showProblem(const QString &sentence)
{
    m_problem = sentence;
    showEmptiness();
}

void ConfigList::setConfigs(const QList<ModelConfig> &configs)
{
    m_problem.clear();
    m_model->setConfigs(configs);
    showCurrent();
    showEmptiness();
}

void ConfigList::setDraft(const std::optional<QString> &name)
{
    m_model->setDraft(name);
    showCurrent();
    showEmptiness();
}

void ConfigList::setCurrent(ConfigId id)
{
    m_current = id;
    showCurrent();
}

void ConfigList::focusList()
{
    (m_view->focusPolicy() == Qt::NoFocus ? static_cast<QWidget *>(m_search) : m_view)
        ->setFocus(Qt::OtherFocusReason);
}

void ConfigList::focusSearch()
{
    m_search->setFocus();
}

void ConfigList::showCurrent()
{
    for (int row = 0; row < m_filter->rowCount(); ++row) {
        const QModelIndex index = m_filter->index(row, 0);
        if (index.data(ConfigListModel::IdRole).toLongLong() == m_current.value)
            return m_view->setCurrentIndex(index);
    }
    m_view->setCurrentIndex({});
    m_view->clearSelection();
}

void ConfigList::showEmptiness()
{
    const bool empty = m_filter->rowCount() == 0;
    m_nothing->setVisible(empty);
    m_nothing->setText(!m_problem.isEmpty()           ? m_problem
                           : m_model->rowCount() == 0 ? tr("None yet. The plus makes one.")
                                                      : tr("Nothing has this name."));
    // An empty view would be a stop for the Tab key where nothing is.
    m_view->setFocusPolicy(empty ? Qt::NoFocus : Qt::StrongFocus);
}

bool ConfigList::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_search && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Down && m_filter->rowCount() > 0) {
            m_view->setFocus(Qt::TabFocusReason);
            if (!m_view->currentIndex().isValid())
                m_view->setCurrentIndex(m_filter->index(0, 0));
            return true;
        }
        if (key == Qt::Key_Escape && !m_search->text().isEmpty()) {
            m_search->clear();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void ConfigList::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.tokens().sidebar);
}

} // namespace lokal::ui
