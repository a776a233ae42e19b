#pragma once

#include "ui/transcript/selection.h"

namespace lokal::ui {

/// What a reader sees of a message, without formatting. Thinking text is not part of it.
QString plainMessage(const TranscriptMessage &message);
/// The selected text: code lines joined by newlines, cells by tabs, list items with marker and
/// indent. Messages without a layout are parsed for it.
QString selectedPlainText(const TranscriptList &list, const Selection &selection);
/// The sources of the messages that are selected as a whole, empty if the selection cuts one.
QString selectedMarkdown(const TranscriptList &list, const Selection &selection);

} // namespace lokal::ui
