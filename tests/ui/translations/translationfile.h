#pragma once

#include <QString>
#include <QStringList>
#include <QVector>

namespace lokal::test {

/// One string of a .ts file.
struct TranslatedText
{
    QString context; ///< class with namespaces
    QString source;
    QString comment; ///< tells two strings with the same words apart
    QStringList forms; ///< one, or for a string with %n one for each plural form
    bool isPlural = false;
    bool isFinished = true;

    /// What Qt looks it up by.
    QString key() const;
};

/// Reads a .ts file in the order it has.
/// @return empty when it cannot be read or is no XML.
QVector<TranslatedText> readTranslations(const QString &path);

} // namespace lokal::test
