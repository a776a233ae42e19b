#include "ui/theme/theme.h"

namespace lokal::ui {
namespace {

QColor hex(QRgb rgb)
{
    return QColor::fromRgb(rgb);
}

} // namespace

Tokens lightTokens()
{
    Tokens t;
    t.window = hex(0xFFFFFF);
    t.sidebar = hex(0xF6F5F3);
    t.surface = hex(0xFAF9F7);
    t.raised = hex(0xFFFFFF);
    t.hover = hex(0xECE9E4);
    t.selectedRow = hex(0xE9E6E1);
    t.border = hex(0xE7E4DF);
    t.borderStrong = hex(0xD3CFC8);
    t.control = hex(0x8B867D);
    t.text = hex(0x1F1D1A);
    t.text2 = hex(0x5E5A53);
    t.text3 = hex(0x6B665F);
    t.accent = hex(0x2F6F5E);
    t.accentText = hex(0xFFFFFF);
    t.accentSoft = hex(0xE4F0EB);
    t.userBubble = hex(0xF1EFEB);
    t.codeBg = hex(0xF8F7F4);
    t.codeHead = hex(0xF1EFEB);
    t.inlineBg = hex(0xEFEDE8);
    t.selection = hex(0xCBE3DA);
    t.find = hex(0xFFE08A);
    t.findCurrent = hex(0xF7A93B);
    t.link = hex(0x1F6B8F);
    t.ok = hex(0x2A7549);
    t.warn = hex(0x8A5C00);
    t.danger = hex(0xB3372F);
    t.warnSoft = hex(0xFBF3E0);
    t.dangerSoft = hex(0xFCEFED);
    t.warnFill = hex(0xC27F0E);
    t.field = hex(0xECE9E4);
    t.lifted = t.hover;
    t.synKeyword = hex(0x8A3FA0);
    t.synType = hex(0x1F6B8F);
    t.synString = hex(0x2A7549);
    t.synNumber = hex(0xA8541B);
    t.synComment = hex(0x6B665F);
    t.synFunction = hex(0x3257B8);
    return t;
}

Tokens darkTokens()
{
    Tokens t;
    t.window = hex(0x1B1B1A);
    t.sidebar = hex(0x151514);
    t.surface = hex(0x20201E);
    t.raised = hex(0x262624);
    t.hover = hex(0x2A2A28);
    t.selectedRow = hex(0x262624);
    t.border = hex(0x32322F);
    t.borderStrong = hex(0x46453F);
    t.control = hex(0x7B7870);
    t.text = hex(0xECEAE5);
    t.text2 = hex(0xB4B0A8);
    t.text3 = hex(0x9A968D);
    t.accent = hex(0x6FC2A8);
    t.accentText = hex(0x0E1F1A);
    t.accentSoft = hex(0x22352F);
    t.userBubble = hex(0x2A2A28);
    t.codeBg = hex(0x161615);
    t.codeHead = hex(0x242422);
    t.inlineBg = hex(0x30302D);
    t.selection = hex(0x2E5748);
    t.find = hex(0x6B5514);
    t.findCurrent = hex(0xC98A1B);
    t.link = hex(0x7CC0E3);
    t.ok = hex(0x74C794);
    t.warn = hex(0xE0B252);
    t.danger = hex(0xF0847B);
    t.warnSoft = hex(0x322A18);
    t.dangerSoft = hex(0x372321);
    t.warnFill = hex(0xE0B252);
    t.field = hex(0x20201E);
    t.lifted = hex(0x3A3A36);
    t.synKeyword = hex(0xD3A0E6);
    t.synType = hex(0x7CC0E3);
    t.synString = hex(0x9CCF9E);
    t.synNumber = hex(0xE8AC7A);
    t.synComment = hex(0x9A968D);
    t.synFunction = hex(0x9DB7F5);
    return t;
}

} // namespace lokal::ui
