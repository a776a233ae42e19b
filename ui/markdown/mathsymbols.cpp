#include "ui/markdown/mathsymbols.h"

#include <QHash>

using namespace Qt::StringLiterals;

namespace lokal::ui {

namespace {

// Tables of words separated by blanks: command and sign in turn.
constexpr QStringView Ordinary
    = u"alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ "
      u"vartheta ϑ iota ι kappa κ lambda λ mu μ nu ν xi ξ omicron ο pi π varpi ϖ rho ρ varrho ϱ "
      u"sigma σ "
      u"varsigma ς tau τ upsilon υ phi ϕ varphi φ chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ "
      u"Lambda Λ Xi Ξ "
      u"Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω infty ∞ partial ∂ nabla ∇ forall ∀ exists ∃ "
      u"nexists ∄ "
      u"emptyset ∅ varnothing ∅ sum ∑ prod ∏ coprod ∐ int ∫ iint ∬ iiint ∭ oint ∮ hbar ℏ ell ℓ Re "
      u"ℜ Im ℑ "
      u"aleph ℵ wp ℘ angle ∠ degree ° circ ∘ prime ′ dagger † ddagger ‡ ldots … cdots ⋯ dots … "
      u"vdots ⋮ "
      u"ddots ⋱ neg ¬ lnot ¬ langle ⟨ rangle ⟩ lfloor ⌊ rfloor ⌋ lceil ⌈ rceil ⌉ lvert | rvert | "
      u"lVert ‖ "
      u"rVert ‖ vert | Vert ‖ | ‖ { { } } % % $ $ & & # # _ _ lbrace { rbrace } lbrack [ rbrack ] "
      u"backslash \\ top ⊤ bot ⊥ square □ Box □ blacksquare ■ triangle △ star ⋆ bullet • checkmark "
      u"✓ "
      u"imath ı jmath ȷ S § P ¶ pounds £ bigcup ⋃ bigcap ⋂ bigvee ⋁ bigwedge ⋀ bigoplus ⨁ "
      u"bigotimes ⨂ surd √ "
      u"colon : lt < gt > clubsuit ♣ diamondsuit ♢ heartsuit ♡ spadesuit ♠";
constexpr QStringView Operators
    = u"times × div ÷ cdot · pm ± mp ∓ ast ∗ leq ≤ le ≤ leqslant ≤ geq ≥ ge ≥ "
      u"geqslant ≥ neq ≠ ne ≠ approx ≈ equiv ≡ sim ∼ simeq ≃ cong ≅ propto ∝ ll ≪ gg ≫ prec ≺ succ "
      u"≻ in ∈ "
      u"notin ∉ ni ∋ subset ⊂ supset ⊃ subseteq ⊆ supseteq ⊇ subsetneq ⊊ cup ∪ cap ∩ setminus ∖ "
      u"land ∧ "
      u"wedge ∧ lor ∨ vee ∨ oplus ⊕ otimes ⊗ odot ⊙ ominus ⊖ to → rightarrow → leftarrow ← gets ← "
      u"leftrightarrow ↔ longrightarrow ⟶ longleftarrow ⟵ Rightarrow ⇒ Leftarrow ⇐ Leftrightarrow "
      u"⇔ "
      u"Longrightarrow ⟹ Longleftarrow ⟸ Longleftrightarrow ⟺ implies ⟹ impliedby ⟸ iff ⟺ mapsto ↦ "
      u"uparrow ↑ downarrow ↓ hookrightarrow ↪ rightharpoonup ⇀ leadsto ⇝ rightleftharpoons ⇌ mid "
      u"∣ nmid ∤ "
      u"parallel ∥ perp ⊥ vdash ⊢ models ⊨ doteq ≐ triangleq ≜ coloneqq ≔ asymp ≍ therefore ∴ "
      u"because ∵ bmod mod";
constexpr QStringView Functions
    = u"sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh coth log ln lg "
      u"exp lim limsup liminf max min sup inf det dim ker deg gcd lcm arg hom Pr argmax argmin";
constexpr QStringView Ignored
    = u"displaystyle textstyle scriptstyle limits nolimits left right middle big Big "
      u"bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr nonumber notag hline centering ! "
      u"mathstrut strut";
constexpr QStringView Wrappers
    = u"mathrm mathbf mathit mathsf mathtt mathcal mathscr mathfrak boldsymbol bm "
      u"pmb operatorname text textbf textit textrm texttt textsf textnormal mbox hbox mathop "
      u"mathbin mathrel "
      u"underbrace overbrace underline substack phantom";

void addPairs(QHash<QStringView, Symbol> &table, QStringView pairs, SymbolClass kind)
{
    const QList<QStringView> words = pairs.split(u' ', Qt::SkipEmptyParts);
    for (qsizetype i = 0; i + 1 < words.size(); i += 2)
        table.insert(words.at(i), { kind, words.at(i + 1) });
}

void addWords(QHash<QStringView, Symbol> &table, QStringView words, SymbolClass kind)
{
    for (const QStringView word : words.split(u' ', Qt::SkipEmptyParts))
        table.insert(word, { kind, word });
}

QHash<QStringView, Symbol> symbolTable()
{
    QHash<QStringView, Symbol> table;
    addPairs(table, Ordinary, SymbolClass::Ordinary);
    addPairs(table, Operators, SymbolClass::Operator);
    addWords(table, Functions, SymbolClass::Function);
    addWords(table, Ignored, SymbolClass::Ignored);
    addWords(table, Wrappers, SymbolClass::Wrapper);
    for (const QStringView space :
         { u",", u";", u":", u" ", u">", u"quad", u"qquad", u"enspace", u"thinspace" })
        table.insert(space, { SymbolClass::Ordinary, space.startsWith(u'q') ? u"\u2003" : u" " });
    return table;
}

QChar mapped(QStringView from, QStringView to, QChar c)
{
    const qsizetype index = from.indexOf(c);
    return index < 0 ? QChar() : to.at(index);
}

} // namespace

Symbol mathSymbol(QStringView name)
{
    static const QHash<QStringView, Symbol> table = symbolTable();
    return table.value(name);
}

QChar superscript(QChar c)
{
    return mapped(u"0123456789+-−=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWβγδθφχ′*∗∘°",
                  u"⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵝᵞᵟᶿᵠᵡ′**°°", c);
}

QChar subscript(QChar c)
{
    return mapped(u"0123456789+-−=()aehijklmnoprstuvxβγρφχ",
                  u"₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ", c);
}

QChar combiningAccent(QStringView name)
{
    static const QHash<QStringView, QChar> table {
        { u"hat", u'\u0302' },       { u"widehat", u'\u0302' },
        { u"bar", u'\u0304' },       { u"overline", u'\u0305' },
        { u"vec", u'\u20D7' },       { u"dot", u'\u0307' },
        { u"ddot", u'\u0308' },      { u"tilde", u'\u0303' },
        { u"widetilde", u'\u0303' }, { u"check", u'\u030C' },
        { u"acute", u'\u0301' },     { u"grave", u'\u0300' },
        { u"breve", u'\u0306' },     { u"mathring", u'\u030A' },
        { u"not", u'\u0338' },       { u"overrightarrow", u'\u20D7' },
    };
    return table.value(name);
}

QString blackboard(QChar letter)
{
    const QChar sign = mapped(u"CHNPQRZ", u"ℂℍℕℙℚℝℤ", letter);
    if (letter == u'E')
        return u"𝔼"_s;
    if (letter == u'1')
        return u"𝟙"_s;
    return sign.isNull() ? QString(letter) : QString(sign);
}

} // namespace lokal::ui
