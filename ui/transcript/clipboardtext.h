#pragma once

#include "ui/transcript/selection.h"

namespace lokal::ui {

/// A message to be copied, without formatting; formulas as TeX. Thinking text is not part of it.
QString plainMessage(const TranscriptMessage &message);
/// What a reader sees of it: formulas as they are shown, thinking text while it is open.
QString shownText(const MessageItem &item);
/// The selected text: code lines joined by newlines, cells by tabs, list items with marker and
/// indent. Messages without a layout are parsed for it.
QString selectedPlainText(const TranscriptList &list, const Selection &selection);
/// The Markdown of what is selected: the source where a message is selected as a whole.
QString selectedMarkdown(const TranscriptList &list, const Selection &selection);
/// The same as HTML, for programs that take formatted text.
QString selectedHtml(const TranscriptList &list, const Selection &selection);
QString messageHtml(const TranscriptMessage &message);

} // namespace lokal::ui
