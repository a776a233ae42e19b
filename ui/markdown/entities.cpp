#include "ui/markdown/entities.h"

#include <QHash>

using namespace Qt::StringLiterals;

namespace lokal::ui {

namespace {

/// Name and character in turn. The ones that occur in prose and chat, not all 2,231.
constexpr QStringView Names
    = u"amp & lt < gt > quot \" apos ' copy © reg ® trade ™ hellip … mdash — ndash – "
      u"lsquo ‘ rsquo ’ ldquo “ rdquo ” sbquo ‚ bdquo „ laquo « raquo » lsaquo ‹ rsaquo › bull • "
      u"middot · "
      u"deg ° plusmn ± times × divide ÷ minus − frac12 ½ frac14 ¼ frac34 ¾ sup1 ¹ sup2 ² sup3 ³ "
      u"micro µ "
      u"para ¶ sect § dagger † Dagger ‡ permil ‰ prime ′ Prime ″ euro € pound £ yen ¥ cent ¢ "
      u"curren ¤ "
      u"iexcl ¡ iquest ¿ larr ← uarr ↑ rarr → darr ↓ harr ↔ lArr ⇐ rArr ⇒ hArr ⇔ infin ∞ ne ≠ le ≤ "
      u"ge ≥ "
      u"asymp ≈ equiv ≡ sum ∑ prod ∏ radic √ int ∫ part ∂ nabla ∇ isin ∈ notin ∉ cap ∩ cup ∪ sub ⊂ "
      u"sup ⊃ "
      u"sube ⊆ supe ⊇ empty ∅ forall ∀ exist ∃ and ∧ or ∨ not ¬ alpha α beta β gamma γ delta δ "
      u"epsilon ε "
      u"zeta ζ eta η theta θ iota ι kappa κ lambda λ mu μ nu ν xi ξ omicron ο pi π rho ρ sigma σ "
      u"tau τ "
      u"upsilon υ phi φ chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Phi "
      u"Φ Psi Ψ "
      u"Omega Ω Auml Ä auml ä Ouml Ö ouml ö Uuml Ü uuml ü szlig ß Agrave À agrave à Aacute Á "
      u"aacute á "
      u"acirc â atilde ã Aring Å aring å AElig Æ aelig æ Ccedil Ç ccedil ç Egrave È egrave è "
      u"Eacute É "
      u"eacute é ecirc ê euml ë iacute í icirc î iuml ï Ntilde Ñ ntilde ñ oacute ó ocirc ô otilde "
      u"õ Oslash Ø "
      u"oslash ø uacute ú ucirc û yacute ý yuml ÿ check ✓ cross ✗ star ☆ starf ★ hearts ♥ lowbar _ "
      u"ast * num # dollar $ percnt % lpar ( rpar ) lsqb [ rsqb ] lbrack [ rbrack ] lcub { rcub } "
      u"verbar | vert | grave ` bsol \\ sol / colon : semi ; comma , period . excl ! quest ? "
      u"commat @ equals = plus +";

QHash<QStringView, QStringView> namedEntities()
{
    QHash<QStringView, QStringView> table;
    const QList<QStringView> words = Names.split(u' ', Qt::SkipEmptyParts);
    for (qsizetype i = 0; i + 1 < words.size(); i += 2)
        table.insert(words.at(i), words.at(i + 1));
    table.insert(u"nbsp", u"\u00A0");
    table.insert(u"ensp", u"\u2002");
    table.insert(u"emsp", u"\u2003");
    table.insert(u"thinsp", u"\u2009");
    table.insert(u"shy", u"\u00AD");
    table.insert(u"Tab", u"\t");
    return table;
}

QString fromCodePoint(uint code, bool valid)
{
    if (!valid || code == 0 || code > QChar::LastValidCodePoint || QChar::isSurrogate(code))
        return QString(QChar(QChar::ReplacementCharacter));
    const char32_t point = code;
    return QString::fromUcs4(&point, 1);
}

} // namespace

QString decodeEntity(QStringView entity)
{
    if (!entity.startsWith(u'&') || !entity.endsWith(u';'))
        return entity.toString();
    const QStringView name = entity.mid(1, entity.size() - 2);
    if (name.startsWith(u'#')) {
        const bool hex = name.mid(1).startsWith(u'x', Qt::CaseInsensitive);
        bool valid = false;
        const uint code = name.mid(hex ? 2 : 1).toUInt(&valid, hex ? 16 : 10);
        return fromCodePoint(code, valid);
    }
    static const QHash<QStringView, QStringView> table = namedEntities();
    const QStringView found = table.value(name);
    return found.isNull() ? entity.toString() : found.toString();
}

} // namespace lokal::ui
