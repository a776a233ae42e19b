#pragma once

#include "ui/markdown/block.h"

namespace lokal::ui {

/// Text with spans while it is being put together.
class InlineText
{
public:
    QString text;
    QVector<Span> spans;

    /// Appends a run; one that continues the last span's format extends that span.
    void append(QStringView run, quint8 flags, int link);
    /// Appends text in which addresses stay text.
    void appendProtected(QStringView run, quint8 flags);
    /// Starts a new line; ignored at the beginning.
    void breakLine();
    void chopTrailingSpace();
    /// Turns addresses in plain text (http:// and https://) into links.
    void linkAddresses(QStringList &links);

private:
    bool isObstacle(const Span &span) const;
    QVector<Span> addressesIn(qsizetype from, qsizetype to, QStringList &links) const;

    QVector<Span> m_protected;
};

/// Whether a link may be clickable: http, https or mailto, and no control or bidirectional
/// characters.
bool isAllowedTarget(QStringView target);
/// Whether an address could be fetched as an image when the user asks for it.
bool isWebAddress(QStringView target);

} // namespace lokal::ui
