#pragma once

namespace lokal::ui {

class TranscriptView;

/// Makes screen readers see a TranscriptView as a list with one item per message. The items exist
/// only while something asks for them. May be called more than once.
void installTranscriptAccessibility();

// Tell assistive technology what happened; all do nothing while there is none.
void announceAdded(TranscriptView &view, int index);
void announceChanged(TranscriptView &view, int index);
/// To be called before the messages go.
void announceRemoved(TranscriptView &view, int index, int count);
void announceFocus(TranscriptView &view, int index);
/// The button or link within a message that the keyboard stands on now.
void announceAreaFocus(TranscriptView &view, int index);

} // namespace lokal::ui
