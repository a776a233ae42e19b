#include "ui/common/visibletext.h"

#include <QTextDocument>

using namespace Qt::StringLiterals;

namespace lokal::ui {
namespace {

constexpr char32_t controlPictures = 0x2400;
constexpr char32_t deletePicture = 0x2421;
constexpr int longestLine = 80; // a longer tooltip has to wrap

bool inRange(char32_t c, char32_t first, char32_t last)
{
    return c >= first && c <= last;
}

// What changes how a name looks without being seen itself. Joiners (U+200C, U+200D) stay: Persian
// and emoji need them, and they move nothing.
bool isDeceptive(char32_t c)
{
    return c == 0x00AD || c == 0x061C || c == 0x180E || c == 0x200B || c == 0xFEFF
        || inRange(c, 0x200E, 0x200F) || inRange(c, 0x2028, 0x202E) || inRange(c, 0x2060, 0x206F)
        || inRange(c, 0xFFF9, 0xFFFB) || inRange(c, 0xE0000, 0xE007F);
}

void appendVisible(QString &out, char32_t c)
{
    if (c < 0x20)
        out += QChar(char16_t(controlPictures + c));
    else if (c == 0x7F)
        out += QChar(char16_t(deletePicture));
    else if (inRange(c, 0x80, 0x9F) || isDeceptive(c) || QChar::isSurrogate(c))
        out += u"\u2039U+%1\u203A"_s.arg(uint(c), 4, 16, QLatin1Char('0')).toUpper();
    else
        out += QChar::fromUcs4(c);
}

QString converted(QStringView text, bool keepLines)
{
    QString out;
    out.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        char32_t c = text[i].unicode();
        if (text[i].isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate()) {
            c = QChar::surrogateToUcs4(text[i], text[i + 1]);
            ++i;
        }
        if (keepLines && (c == U'\n' || c == U'\t' || c == 0x2028 || c == 0x2029))
            out += c == U'\t' ? u'\t' : u'\n';
        else
            appendVisible(out, c);
    }
    return out;
}

} // namespace

QString visibleText(QStringView text)
{
    return converted(text, false);
}

QString visibleLines(QStringView text)
{
    return converted(text, true);
}

QString plainToolTip(const QString &text)
{
    const QString shown = visibleLines(text);
    // Only markup wraps, but screen readers read it aloud where a tooltip is the only description.
    if (shown.size() <= longestLine && !Qt::mightBeRichText(shown))
        return shown;
    return u"<qt>%1</qt>"_s.arg(shown.toHtmlEscaped().replace(u'\n', "<br>"_L1));
}

} // namespace lokal::ui
