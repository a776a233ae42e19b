#include "ui/transcript/codelayout.h"

#include "ui/highlight/highlighter.h"

#include <cmath>

namespace lokal::ui {
namespace {

constexpr int segmentLines = 32;
constexpr int longestLine = 500;
constexpr int tabColumns = 4;

using Segment = CodeIndex::Segment;

struct LineEnd
{
    int end; // first character that is not of this line
    int next; // where the next line starts
};

// The end of a visual line; overlong lines are cut so that no single layout gets huge.
LineEnd lineEnd(QStringView text, int from)
{
    // Looks no further than a line may go, or a text of one line would be searched again and again.
    const qsizetype newline = text.mid(from, longestLine + 1).indexOf(u'\n');
    if (newline >= 0)
        return { from + static_cast<int>(newline), from + static_cast<int>(newline) + 1 };
    int end = static_cast<int>(qMin<qsizetype>(text.size(), from + longestLine));
    if (end < text.size() && text.at(end).isLowSurrogate())
        --end;
    return { end, end };
}

int columnsOf(QStringView line)
{
    int columns = 0;
    for (const QChar c : line) {
        if (c == u'\t')
            columns += tabColumns - columns % tabColumns;
        else
            columns += c.unicode() >= 0x1100 ? 2 : 1;
    }
    return columns;
}

struct SegmentEnd
{
    int next; // where the next segment starts
    bool more; // there is one, perhaps only an empty line
};

SegmentEnd fillSegment(QStringView text, Segment &segment, int &columns)
{
    int at = segment.start;
    while (segment.lines < segmentLines) {
        const LineEnd line = lineEnd(text, at);
        const bool cut = line.next == line.end && line.end < text.size();
        if (cut && segment.lines > 0)
            return { at, true };
        columns = qMax(columns, columnsOf(text.mid(at, line.end - at)));
        segment.length = line.end - segment.start;
        ++segment.lines;
        at = line.next;
        if (cut || line.next == line.end)
            return { at, cut };
    }
    return { at, true };
}

QColor tokenColor(TokenKind kind, const Tokens &colors)
{
    switch (kind) {
    case TokenKind::Removed:
        return colors.danger;
    case TokenKind::Keyword:
        return colors.synKeyword;
    case TokenKind::Type:
        return colors.synType;
    case TokenKind::String:
        return colors.synString;
    case TokenKind::Number:
    case TokenKind::Preprocessor:
        return colors.synNumber;
    case TokenKind::Comment:
        return colors.synComment;
    case TokenKind::Function:
        return colors.synFunction;
    }
    return colors.text;
}

// Lexes one segment; returns the state after it.
int lexSegment(const Language &language, QStringView text, int state, const Tokens &colors,
               FormatRanges *formats)
{
    QVector<Token> tokens;
    qsizetype start = 0;
    while (start <= text.size()) {
        const qsizetype newline = text.indexOf(u'\n', start);
        const qsizetype end = newline < 0 ? text.size() : newline;
        tokens.clear();
        state = highlightLine(language, text.mid(start, end - start), state, tokens);
        for (const Token &token : std::as_const(tokens)) {
            if (!formats)
                break;
            QTextLayout::FormatRange range;
            range.start = static_cast<int>(start) + token.start;
            range.length = token.length;
            range.format.setForeground(tokenColor(token.kind, colors));
            formats->append(range);
        }
        start = end + 1;
    }
    return state;
}

void markBidiControls(const QString &shown, const Tokens &colors, FormatRanges &formats)
{
    for (qsizetype at = shown.indexOf(QChar(QChar::ReplacementCharacter)); at >= 0;
         at = shown.indexOf(QChar(QChar::ReplacementCharacter), at + 1)) {
        QTextLayout::FormatRange range;
        range.start = static_cast<int>(at);
        range.length = 1;
        range.format.setForeground(colors.danger);
        range.format.setBackground(colors.dangerSoft);
        formats.append(range);
    }
}

int stateAt(BlockLayout &layout, const Language &language, size_t segment, const Tokens &colors)
{
    CodeIndex &code = layout.code;
    if (code.states.empty())
        code.states.push_back(0);
    while (code.states.size() <= segment) {
        const Segment &previous = code.segments[code.states.size() - 1];
        const QStringView text
            = QStringView(layout.block.text).mid(previous.start, previous.length);
        code.states.push_back(lexSegment(language, text, code.states.back(), colors, nullptr));
    }
    return code.states[segment];
}

void layoutSegment(BlockLayout &layout, const TranscriptStyle &style, size_t index)
{
    const Segment segment = layout.code.segments[index];
    const QStringView text = QStringView(layout.block.text).mid(segment.start, segment.length);
    FormatRanges formats;
    if (const Language *language = languageNamed(layout.block.lang)) {
        const int state = stateAt(layout, *language, index, style.colors());
        const int after = lexSegment(*language, text, state, style.colors(), &formats);
        if (layout.code.states.size() == index + 1)
            layout.code.states.push_back(after);
    }
    const QString shown = displayText(text, true);
    markBidiControls(shown, style.colors(), formats);

    TextPart &part = layout.parts[index];
    const QPointF position = part.position;
    TextFace face = style.code;
    part = layoutText(shown, formats, { &face, 0, Qt::AlignLeft });
    part.position = position;
    part.start = segment.start;
    layout.contentWidth = qMax(layout.contentWidth, qRound(part.naturalWidth) + 2 * style.px(16));
}

} // namespace

int codeHeaderHeight(const TranscriptStyle &style)
{
    return style.px(36);
}

void indexCode(BlockLayout &layout, const TranscriptStyle &style, int unchanged)
{
    const CodeIndex before = std::exchange(layout.code, {});
    std::vector<TextPart> oldParts = std::exchange(layout.parts, {});
    CodeIndex &code = layout.code;
    SegmentEnd end { 0, true };
    while (end.more) {
        Segment segment { end.next, 0, code.lines, 0 };
        end = fillSegment(layout.block.text, segment, code.columns);
        code.lines += segment.lines;
        code.segments.push_back(segment);
    }
    layout.parts.resize(code.segments.size());
    bool prefixSame = true;
    for (size_t i = 0; i < code.segments.size(); ++i) {
        const Segment &segment = code.segments[i];
        if (prefixSame && i < before.states.size())
            code.states.push_back(before.states[i]);
        prefixSame = prefixSame && i < before.segments.size()
            && before.segments[i].length == segment.length
            && segment.start + segment.length <= unchanged;
        TextPart &part = layout.parts[i];
        if (prefixSame && i < oldParts.size())
            part = std::move(oldParts[i]);
        part.start = segment.start;
        part.length = segment.length;
        part.height = segment.lines * style.code.lineHeight;
        part.position = { 0, segment.firstLine * style.code.lineHeight };
    }
    const int width = qRound(code.columns * style.codeAdvance) + 2 * style.px(16);
    layout.contentWidth = unchanged > 0 ? qMax(layout.contentWidth, width) : width;
    layout.frame.setHeight(codeHeaderHeight(style) + 2 * style.px(12)
                           + qRound(code.lines * style.code.lineHeight));
}

void ensureCodeSegments(BlockLayout &layout, const TranscriptStyle &style, int top, int bottom)
{
    const qreal origin = layout.frame.top() + codeHeaderHeight(style) + style.px(12);
    for (size_t i = 0; i < layout.parts.size(); ++i) {
        const TextPart &part = layout.parts[i];
        const qreal y = origin + part.position.y();
        if (!part.layout && y < bottom && y + part.height > top)
            layoutSegment(layout, style, i);
    }
}

} // namespace lokal::ui
