#include "ui/configs/shapesection.h"

#include "ui/common/checkbox.h"
#include "ui/common/chiplist.h"
#include "ui/common/painting.h"
#include "ui/common/segments.h"
#include "ui/common/textfield.h"

#include <QHBoxLayout>
#include <QJsonDocument>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace lokal::ui {
namespace {

const auto firstSchema
    = u"{\n  \"type\": \"object\",\n  \"properties\": {\n    \"answer\": { \"type\": \"string\" }\n"
      u"  },\n  \"required\": [\"answer\"]\n}\n"_s;

} // namespace

ShapeSection::ShapeSection(const Theme &theme, QWidget *parent)
    : FormSection(parent)
    , m_format(new Segments(theme, tr("Format")))
    , m_schema(new TextField(theme, tr("JSON schema")))
    , m_stop(new ChipList(theme, tr("Stop sequences")))
    , m_raw(new Switch(theme, tr("Raw")))
{
    m_format->setChoices({ tr("Text"), tr("JSON"), tr("JSON schema") });
    m_schema->setMono(true);
    m_schema->setLines(9);
    m_schema->setExplanation(tr("kept exactly as written"));
    m_schema->edit()->setObjectName(u"configSchema"_s);
    m_stop->setExplanation(tr("up to 16; \\n is a new line, \\t a tab"));
    m_stop->input()->setObjectName(u"configStop"_s);
    m_stop->input()->setPlaceholderText(tr("Add text that ends the answer"));
    m_stop->setLimit(16);
    m_raw->setObjectName(u"configRaw"_s);
    QVBoxLayout *column = sectionColumn(theme, this);
    column->addWidget(sectionTitle(theme, tr("Shape of the answer")));
    column->addWidget(formatRow(theme));
    column->addWidget(m_schema);
    column->addWidget(m_stop);
    column->addWidget(rawRow(theme));
    connect(m_format, &Segments::chosen, this, [this](int index) {
        if (index == AnswerFormat::Schema && m_schema->text().isEmpty()) {
            const QSignalBlocker quiet(m_schema->edit());
            m_schema->setText(firstSchema);
        }
        showSchema();
        Q_EMIT edited();
    });
    connect(m_schema->edit(), &QPlainTextEdit::textChanged, this, &FormSection::edited);
    connect(m_stop, &ChipList::valuesChanged, this, &FormSection::edited);
    connect(m_raw, &QAbstractButton::clicked, this, &FormSection::edited);
}

QWidget *ShapeSection::formatRow(const Theme &theme)
{
    auto *widget = new QWidget;
    auto *column = new QVBoxLayout(widget);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(new Label(theme, text::label, tr("Format")));
    column->addWidget(m_format, 0, Qt::AlignLeft);
    followTheme(theme, widget, [&theme, column] { column->setSpacing(theme.px(6)); });
    return widget;
}

QWidget *ShapeSection::rawRow(const Theme &theme)
{
    auto *widget = new QWidget;
    const QString explanation = tr("sends only the new message: no history, no system prompt");
    m_raw->setAccessibleDescription(explanation);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(0);
    texts->addWidget(new Label(theme, text::label, tr("Raw")));
    texts->addWidget(new Label(theme, text::meta, explanation, Label::Overflow::Elide));
    auto *row = new QHBoxLayout(widget);
    row->setContentsMargins(0, 0, 0, 0);
    row->addLayout(texts, 1);
    row->addWidget(m_raw);
    return widget;
}

void ShapeSection::showSchema()
{
    m_schema->setVisible(m_format->current() == AnswerFormat::Schema);
}

void ShapeSection::showDraft(const ConfigDraft &draft)
{
    const Parameters &p = draft.parameters;
    m_format->setCurrent(p.format.kind);
    m_keptSchema.show(m_schema->edit(), QString::fromUtf8(p.format.schema));
    m_stop->setValues(p.stopSequences);
    m_raw->setChecked(p.raw);
    showSchema();
}

void ShapeSection::writeTo(ConfigDraft *draft) const
{
    Parameters &p = draft->parameters;
    p.format.kind = AnswerFormat::Kind(m_format->current());
    p.format.schema = p.format.kind == AnswerFormat::Schema
        ? m_keptSchema.read(m_schema->edit()).toUtf8()
        : QByteArray();
    p.stopSequences = m_stop->values();
    p.raw = m_raw->isChecked();
}

void ShapeSection::showErrors(const QHash<QString, QString> &errors)
{
    QString schemaError = errors.value(u"format"_s);
    if (!schemaError.isEmpty()) {
        QJsonParseError reason;
        const QByteArray text = m_schema->text().toUtf8();
        QJsonDocument::fromJson(text, &reason);
        if (reason.error != QJsonParseError::NoError) {
            const qsizetype line = text.left(reason.offset).count('\n') + 1;
            schemaError = tr("Line %1 is not valid JSON: a comma, bracket or quotation mark is "
                             "missing, or one too many.")
                              .arg(line);
        }
    }
    m_schema->setError(schemaError);
    m_stop->setError(errors.value(u"stop_sequences"_s));
}

QWidget *ShapeSection::fieldFor(const QString &name) const
{
    if (name == "format"_L1)
        return m_schema->edit();
    return name == "stop_sequences"_L1 ? m_stop->input() : nullptr;
}

} // namespace lokal::ui
