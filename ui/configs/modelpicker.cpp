#include "ui/configs/modelpicker.h"

#include "core/models/modelname.h"
#include "ui/common/answered.h"
#include "ui/common/commandline.h"
#include "ui/common/divider.h"
#include "ui/common/errortext.h"
#include "ui/common/label.h"
#include "ui/common/painting.h"
#include "ui/common/searchfield.h"
#include "ui/configs/modelrow.h"
#include "ui/configs/modelwords.h"
#include "ui/firstrun/engineoutcome.h"

#include <QApplication>
#include <QKeyEvent>
#include <QRegularExpression>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lokal::ui {
namespace {

constexpr int cardWidth = 430;
constexpr int mostListHeight = 380;

/// As high as its rows now; Qt's own remembers what it asked them earlier.
class RowsArea : public QScrollArea
{
public:
    QSize sizeHint() const override
    {
        return QSize(QScrollArea::sizeHint().width(), widget()->layout()->sizeHint().height());
    }
    QSize minimumSizeHint() const override { return QSize(0, 0); }
};

/// Safe to be put into a command line as it is.
bool isModelName(const QString &text)
{
    static const QRegularExpression pattern(uR"(\A[A-Za-z0-9][A-Za-z0-9._/:-]{0,199}\z)"_s);
    return pattern.match(text).hasMatch();
}

} // namespace

ModelPicker::ModelPicker(const Backend &backend, Theme &theme, const Principal &who,
                         QWidget *parent)
    : Popup(theme, parent)
    , m_backend(backend)
    , m_look(theme)
    , m_who(who)
    , m_search(new SearchField(theme, tr("Search models and configurations")))
    , m_area(new RowsArea)
    , m_list(new QWidget)
    , m_column(new QVBoxLayout(m_list))
    , m_remark(new Label(theme, text::hint, {}, Label::Overflow::Wrap))
    , m_command(new CommandLine(theme, {}))
    , m_manage(new ModelRow(theme, u"list"_s, tr("Manage configurations…"), {}))
{
    setAccessibleName(tr("Choose a model"));
    setCardWidth(cardWidth);
    build();
    connect(m_search, &QLineEdit::textChanged, this, &ModelPicker::rebuild);
    connect(m_manage, &QPushButton::clicked, this, [this] {
        closePopup();
        Q_EMIT manageConfigs();
    });
    connect(&backend.models, &Models::modelsChanged, this, [this] {
        if (isVisible())
            load();
    });
    followTheme(theme, this, [this] { restyle(); });
}

void ModelPicker::build()
{
    m_search->setObjectName(u"pickerSearch"_s);
    m_search->installEventFilter(this);
    m_manage->setObjectName(u"pickerManage"_s);
    m_manage->installEventFilter(this);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(0);
    m_area->setWidget(m_list);
    m_area->setWidgetResizable(true);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->setFocusPolicy(Qt::NoFocus);
    auto *line = new Divider(m_look);
    line->setRoom(5);
    content()->addWidget(m_search);
    content()->addWidget(m_area, 1);
    content()->addWidget(m_remark);
    content()->addWidget(m_command);
    content()->addWidget(line);
    content()->addWidget(m_manage);
}

void ModelPicker::restyle()
{
    const int side = m_look.px(10);
    m_remark->setContentsMargins(side, m_look.px(10), side, m_look.px(8));
    rebuild();
}

void ModelPicker::setCurrentModel(const QString &name)
{
    m_currentModel = name;
    rebuild();
}

void ModelPicker::openBelow(QWidget *anchor)
{
    open(anchor, Side::Below);
}

void ModelPicker::openAbove(QWidget *anchor)
{
    open(anchor, Side::Above);
}

void ModelPicker::open(QWidget *anchor, Side side)
{
    m_search->clear();
    rebuild();
    openAt(anchor, side, side == Side::Above ? Edge::Right : Edge::Left, m_search);
    load();
}

void ModelPicker::load()
{
    whenAnswered(m_backend.models.list(m_who), this, [this](const Result<QList<Model>> &models) {
        m_modelsCame = true;
        m_models = models ? *models : QList<Model>();
        m_problem = models ? QString() : errorText(models.error()).title + u'.';
        rebuild();
    });
    whenAnswered(m_backend.configs.list(m_who, { 200, 0 }), this,
                 [this](const Result<Page<ModelConfig>> &page) {
                     m_configs = page ? page->items : QList<ModelConfig>();
                     rebuild();
                 });
}

void ModelPicker::rebuild()
{
    const bool hadFocusInList = m_list->isAncestorOf(QApplication::focusWidget());
    m_rows.clear();
    while (QLayoutItem *item = m_column->takeAt(0)) {
        if (QWidget *widget = item->widget()) {
            widget->hide(); // later: its own click may have led here
            widget->deleteLater();
        }
        delete item;
    }
    const QString wanted = m_search->text().trimmed();
    addModels(wanted);
    addConfigs(wanted);
    if (!m_rows.isEmpty())
        m_rows.first()->setFirst(!wanted.isEmpty());
    showUnknown(wanted);
    fitList();
    if (hadFocusInList && isVisible())
        m_search->setFocus();
}

void ModelPicker::addModels(const QString &wanted)
{
    bool titled = false;
    for (const Model &model : std::as_const(m_models)) {
        if (ModelWords::isForSearchOnly(model) || !model.name.contains(wanted, Qt::CaseInsensitive))
            continue;
        if (!titled)
            addTitle(tr("Models"));
        titled = true;
        auto *row = new ModelRow(m_look, model, m_list);
        row->setTicked(!m_currentModel.isEmpty() && isSameModel(model.name, m_currentModel));
        connect(row, &QPushButton::clicked, this, [this, name = model.name] {
            closePopup();
            Q_EMIT modelChosen(name);
        });
        addRow(row);
    }
}

void ModelPicker::addConfigs(const QString &wanted)
{
    bool titled = false;
    for (const ModelConfig &config : std::as_const(m_configs)) {
        if (!config.name.contains(wanted, Qt::CaseInsensitive)
            && !config.modelName.contains(wanted, Qt::CaseInsensitive))
            continue;
        if (!titled)
            addTitle(tr("Configurations"));
        titled = true;
        auto *row = new ModelRow(m_look, u"sliders"_s, config.name, config.modelName, m_list);
        connect(row, &QPushButton::clicked, this, [this, id = config.id] {
            closePopup();
            Q_EMIT configChosen(id);
        });
        addRow(row);
    }
}

void ModelPicker::addRow(ModelRow *row)
{
    row->installEventFilter(this);
    m_column->addWidget(row);
    row->show(); // now, not in the next turn: its height is asked for at once
    m_rows.append(row);
}

void ModelPicker::addTitle(const QString &text)
{
    auto *title = new Label(m_look, text::section, text, Label::Overflow::Elide, m_list);
    title->setContentsMargins(m_look.px(10), m_look.px(10), 0, m_look.px(4));
    m_column->addWidget(title);
    title->show();
}

void ModelPicker::showUnknown(const QString &wanted)
{
    m_command->hide();
    if (!m_modelsCame)
        return showRemark(tr("Asking Ollama…"));
    if (!m_problem.isEmpty())
        return showRemark(m_problem);
    const bool hasModels
        = !std::all_of(m_models.cbegin(), m_models.cend(), &ModelWords::isForSearchOnly);
    if (wanted.isEmpty() && !hasModels) // a configuration does not help without its model
        return offerCommand(tr("No model is installed yet. This command gets a small one:"),
                            EngineOutcome::firstPull());
    if (!m_rows.isEmpty())
        return showRemark({});
    if (!isModelName(wanted))
        return showRemark(tr("No such model is installed."));
    offerCommand(tr("No such model is installed. This command gets it, if it exists:"),
                 u"ollama pull "_s + wanted);
}

void ModelPicker::offerCommand(const QString &remark, const QString &command)
{
    showRemark(remark);
    m_command->setCommand(command);
    m_command->show();
}

void ModelPicker::showRemark(const QString &text)
{
    m_remark->setText(text);
    m_remark->setVisible(!text.isEmpty());
}

void ModelPicker::fitList()
{
    const int wanted = m_column->sizeHint().height();
    m_area->setMaximumHeight(qMin(wanted, m_look.px(mostListHeight)));
    m_area->setVisible(!m_rows.isEmpty());
    m_area->updateGeometry();
    content()->invalidate();
    if (isVisible() && anchor())
        place();
}

bool ModelPicker::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress && watched->isWidgetType()
        && isAncestorOf(static_cast<QWidget *>(watched))
        && handleKey(static_cast<QKeyEvent *>(event)->key()))
        return true;
    return Popup::eventFilter(watched, event);
}

bool ModelPicker::handleKey(int key)
{
    switch (key) {
    case Qt::Key_Down:
        moveFocus(1);
        return true;
    case Qt::Key_Up:
        moveFocus(-1);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_search->hasFocus()) {
            if (!m_rows.isEmpty())
                m_rows.first()->click();
        } else if (auto *row = qobject_cast<ModelRow *>(QApplication::focusWidget())) {
            row->click();
        } else {
            return false;
        }
        return true;
    default:
        return false;
    }
}

void ModelPicker::moveFocus(int step)
{
    QList<QWidget *> stops { m_search };
    for (ModelRow *row : std::as_const(m_rows))
        stops.append(row);
    stops.append(m_manage);
    const qsizetype now = qMax<qsizetype>(0, stops.indexOf(QApplication::focusWidget()));
    QWidget *next = stops[(now + step + stops.size()) % stops.size()];
    next->setFocus(step > 0 ? Qt::TabFocusReason : Qt::BacktabFocusReason);
    if (m_list->isAncestorOf(next))
        m_area->ensureWidgetVisible(next, 0, m_look.px(8));
}

} // namespace lokal::ui
