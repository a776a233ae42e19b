#include "ui/configs/numberssection.h"

#include "ui/common/painting.h"
#include "ui/configs/modelwords.h"

#include <QVBoxLayout>

#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;

namespace lokal::ui {
namespace {

template <typename T> std::optional<double> asDouble(const std::optional<T> &value)
{
    return value ? std::optional(double(*value)) : std::nullopt;
}

template <typename T> std::optional<T> asWhole(const std::optional<double> &value)
{
    return value ? std::optional(T(std::llround(*value))) : std::nullopt;
}

constexpr double mostContext = 2097152;
constexpr double usualContext = 8192;

/// What Ollama takes for a number that neither the request nor the model sets.
struct EngineDefault
{
    const char *field;
    const char *parameter; ///< Ollama's name
    double value;
};

constexpr EngineDefault engineDefaults[] = {
    { "temperature", "temperature", 0.8 },
    { "top_p", "top_p", 0.9 },
    { "top_k", "top_k", 40 },
    { "min_p", "min_p", 0 },
    { "repeat_penalty", "repeat_penalty", 1.1 },
};

} // namespace

NumbersSection::NumbersSection(const Theme &theme, QWidget *parent)
    : FormSection(parent)
    , m_theme(theme)
    , m_contextHint(new Label(theme, text::hint, {}, Label::Overflow::Wrap))
{
    QVBoxLayout *column = sectionColumn(theme, this);
    column->addWidget(sectionTitle(theme, tr("How it writes")));
    addRows(column,
            { { u"temperature"_s,
                { tr("Temperature"), tr("higher is more varied"), 0, 2, 0.01, 2, false } },
              { u"top_p"_s,
                { tr("Top P"), tr("keeps the likeliest words up to this share"), 0, 1, 0.01, 2,
                  false } },
              { u"top_k"_s, { tr("Top K"), tr("keeps this many words"), 0, 1000, 1, 0, true } },
              { u"min_p"_s,
                { tr("Min P"), tr("drops words far below the best one"), 0, 1, 0.01, 2, false } },
              { u"repeat_penalty"_s,
                { tr("Repeat penalty"), tr("above 1 repeats less"), 0, 2, 0.01, 2, false } },
              { u"seed"_s,
                { tr("Seed"), tr("same seed, same answer; −1 is random"), -1,
                  double(std::numeric_limits<qint32>::max()), 1, 0, true } } });
    auto *context = new QVBoxLayout; // the hint belongs closely to its slider
    context->setSpacing(0);
    column->addWidget(sectionTitle(theme, tr("How much")));
    column->addLayout(context);
    addRows(context,
            { { u"num_ctx"_s,
                { tr("Context length"), tr("tokens the model sees"), 256, mostContext, 1, 0,
                  true } } });
    context->addWidget(m_contextHint);
    addRows(column,
            { { u"max_tokens"_s,
                { tr("Max answer"), tr("tokens, then it stops"), 1, mostContext, 1, 0, true } } });
    setModel({});
}

void NumbersSection::addRows(QVBoxLayout *column, const QList<QPair<QString, SliderSpec>> &specs)
{
    for (const auto &[field, spec] : specs) {
        auto *slider = new SliderRow(m_theme, spec);
        slider->setObjectName(field);
        column->addWidget(slider);
        m_rows.insert(field, slider);
        m_order.append(field);
        connect(slider, &SliderRow::valueChanged, this, &FormSection::edited);
        connect(slider, &SliderRow::validityChanged, this, &FormSection::edited);
    }
}

void NumbersSection::setModel(const std::optional<Model> &model)
{
    m_model = model;
    // What is sent while it is unset: the model's own number, else what it was trained for, with a
    // limit that fits most computers.
    std::optional<double> context = model ? asDouble(model->defaultNumCtx) : std::nullopt;
    if (!context && model && model->contextLength)
        context = qMin(double(*model->contextLength), usualContext);
    row(u"num_ctx"_s)->setModelDefault(context, context ? QString() : tr("automatic"));
    showDefaults();
    showContextHint();
}

/// No number is shown for a model that is not known: it may bring its own.
void NumbersSection::showDefaults()
{
    const QHash<QString, double> own = m_model ? m_model->parameters : QHash<QString, double>();
    for (const EngineDefault &usual : engineDefaults) {
        const double value = own.value(QLatin1StringView(usual.parameter), usual.value);
        row(QLatin1StringView(usual.field))
            ->setModelDefault(m_model ? std::optional(value) : std::nullopt,
                              //: In a number field: what applies by itself, not known yet
                              m_model ? QString() : tr("default"));
    }
    const double seed = own.value(u"seed"_s, -1);
    row(u"seed"_s)->setModelDefault(seed, seed < 0 ? tr("random") : QString());
    const double most = own.value(u"num_predict"_s, -1);
    row(u"max_tokens"_s)
        ->setModelDefault(most > 0 ? most : mostContext, most > 0 ? QString() : tr("no limit"));
}

void NumbersSection::showContextHint()
{
    const auto wanted = row(u"num_ctx"_s)->value();
    const auto trained = m_model ? m_model->contextLength : std::nullopt;
    QString hint;
    if (trained && wanted && *wanted > double(*trained))
        hint = tr("This model was trained for %1 tokens; beyond that its answers get worse.")
                   .arg(ModelWords::tokens(*trained));
    else if (wanted)
        hint = tr("Another length makes Ollama load the model anew; more takes more memory.");
    else if (trained)
        hint = tr("This model was trained for %1 tokens.").arg(ModelWords::tokens(*trained));
    m_contextHint->setText(hint);
    m_contextHint->setVisible(!hint.isEmpty());
}

void NumbersSection::showDraft(const ConfigDraft &draft)
{
    const Parameters &p = draft.parameters;
    row(u"temperature"_s)->setValue(p.temperature);
    row(u"top_p"_s)->setValue(p.topP);
    row(u"top_k"_s)->setValue(asDouble(p.topK));
    row(u"min_p"_s)->setValue(p.minP);
    row(u"repeat_penalty"_s)->setValue(p.repeatPenalty);
    row(u"seed"_s)->setValue(asDouble(p.seed));
    row(u"num_ctx"_s)->setValue(asDouble(p.numCtx));
    row(u"max_tokens"_s)->setValue(asDouble(p.maxTokens));
    showContextHint();
}

void NumbersSection::writeTo(ConfigDraft *draft) const
{
    Parameters &p = draft->parameters;
    p.temperature = row(u"temperature"_s)->value();
    p.topP = row(u"top_p"_s)->value();
    p.topK = asWhole<int>(row(u"top_k"_s)->value());
    p.minP = row(u"min_p"_s)->value();
    p.repeatPenalty = row(u"repeat_penalty"_s)->value();
    p.seed = asWhole<qint64>(row(u"seed"_s)->value());
    p.numCtx = asWhole<qint64>(row(u"num_ctx"_s)->value());
    p.maxTokens = asWhole<qint64>(row(u"max_tokens"_s)->value());
}

void NumbersSection::showErrors(const QHash<QString, QString> &errors)
{
    for (const QString &field : m_order)
        row(field)->setError(errors.value(field));
    showContextHint();
}

QStringList NumbersSection::unreadable() const
{
    QStringList fields;
    for (const QString &field : m_order) {
        if (!row(field)->isValid())
            fields.append(field);
    }
    return fields;
}

QWidget *NumbersSection::fieldFor(const QString &name) const
{
    const SliderRow *found = row(name);
    return found ? found->findChild<QLineEdit *>() : nullptr;
}

} // namespace lokal::ui
