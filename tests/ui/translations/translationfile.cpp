#include "translationfile.h"

#include <QFile>
#include <QXmlStreamReader>

using namespace Qt::StringLiterals;

namespace lokal::test {
namespace {

void readForms(QXmlStreamReader &xml, TranslatedText &text)
{
    text.isFinished = !xml.attributes().hasAttribute("type"_L1);
    if (!text.isPlural)
        return text.forms.append(xml.readElementText());
    while (xml.readNextStartElement())
        text.forms.append(xml.readElementText());
}

TranslatedText readMessage(QXmlStreamReader &xml, const QString &context)
{
    TranslatedText text;
    text.context = context;
    text.isPlural = xml.attributes().value("numerus"_L1) == "yes"_L1;
    while (xml.readNextStartElement()) {
        if (xml.name() == "source"_L1)
            text.source = xml.readElementText();
        else if (xml.name() == "comment"_L1)
            text.comment = xml.readElementText();
        else if (xml.name() == "translation"_L1)
            readForms(xml, text);
        else
            xml.skipCurrentElement();
    }
    return text;
}

} // namespace

QString TranslatedText::key() const
{
    return u"%1 | %2 | %3"_s.arg(context, source, comment);
}

QVector<TranslatedText> readTranslations(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QVector<TranslatedText> texts;
    QString context;
    QXmlStreamReader xml(&file);
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == "name"_L1)
            context = xml.readElementText();
        else if (xml.name() == "message"_L1)
            texts.append(readMessage(xml, context));
    }
    return xml.hasError() ? QVector<TranslatedText>() : texts;
}

} // namespace lokal::test
