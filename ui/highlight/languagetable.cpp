#include "ui/highlight/language.h"

namespace lokal::ui {

namespace {

constexpr quint32 Brace = CallsAreFunctions;
constexpr QStringView CKeywords = u"auto break case const continue default do else enum extern for "
                                  u"goto if inline register restrict return sizeof "
                                  u"static struct switch typedef union volatile while _Alignas "
                                  u"_Alignof _Atomic _Generic _Noreturn "
                                  u"_Static_assert _Thread_local NULL true false nullptr constexpr "
                                  u"static_assert typeof alignas alignof";
constexpr QStringView CTypes = u"void char short int long float double signed unsigned bool _Bool "
                               u"_Complex size_t ssize_t ptrdiff_t int8_t "
                               u"int16_t int32_t int64_t uint8_t uint16_t uint32_t uint64_t "
                               u"intptr_t uintptr_t wchar_t FILE va_list time_t";
constexpr QStringView CppKeywords = u"alignas alignof and asm auto break case catch class co_await "
                                    u"co_return co_yield concept const const_cast "
                                    u"consteval constexpr constinit continue decltype default "
                                    u"delete do dynamic_cast else enum explicit export "
                                    u"extern false final for friend goto if import inline module "
                                    u"mutable namespace new noexcept not nullptr "
                                    u"operator or override private protected public register "
                                    u"reinterpret_cast requires return sizeof static "
                                    u"static_assert static_cast struct switch template this "
                                    u"thread_local throw true try typedef typeid typename "
                                    u"union using virtual volatile while NULL";
constexpr QStringView CppTypes
    = u"void char char8_t char16_t char32_t short int long float double signed unsigned bool "
      u"wchar_t size_t ptrdiff_t "
      u"int8_t int16_t int32_t int64_t uint8_t uint16_t uint32_t uint64_t string string_view "
      u"vector map set "
      u"unordered_map unordered_set array deque list pair tuple optional variant expected span "
      u"function unique_ptr "
      u"shared_ptr weak_ptr thread mutex atomic ostream istream std QString QObject QWidget";
constexpr QStringView JavaKeywords = u"abstract assert break case catch class const continue "
                                     u"default do else enum extends final finally for goto if "
                                     u"implements import instanceof interface native new "
                                     u"non-sealed package permits private protected public record "
                                     u"return sealed static strictfp super switch synchronized "
                                     u"this throw throws transient try var volatile while "
                                     u"yield true false null";
constexpr QStringView ScriptKeywords
    = u"async await break case catch class const continue debugger default delete do else export "
      u"extends finally for "
      u"from function get if import in instanceof let new of return set static super switch this "
      u"throw try typeof var "
      u"void while with yield true false null undefined NaN Infinity";
constexpr QStringView TypeScriptKeywords
    = u"abstract accessor as asserts async await break case catch class const continue debugger "
      u"declare default delete "
      u"do else enum export extends finally for from function get if implements import in infer "
      u"instanceof interface "
      u"is keyof let module namespace new of override private protected public readonly return "
      u"satisfies set static "
      u"super switch this throw try type typeof unique var void while with yield true false null "
      u"undefined NaN";
constexpr QStringView GoKeywords
    = u"break case chan const continue default defer else fallthrough for func go goto if import "
      u"interface map package "
      u"range return select struct switch type var true false nil iota";
constexpr QStringView RustKeywords = u"as async await break const continue crate dyn else enum "
                                     u"extern false fn for if impl in let loop match mod move "
                                     u"mut pub ref return self Self static struct super trait true "
                                     u"type union unsafe use where while";
constexpr QStringView CSharpKeywords = u"abstract as async await base break case catch checked "
                                       u"class const continue default delegate do else enum event "
                                       u"explicit extern false finally fixed for foreach get goto "
                                       u"if implicit in init interface internal is lock "
                                       u"namespace new null operator out override params partial "
                                       u"private protected public readonly record ref required "
                                       u"return sealed set sizeof stackalloc static struct switch "
                                       u"this throw true try typeof unchecked unsafe using var "
                                       u"virtual volatile when where while with yield";
constexpr QStringView KotlinKeywords = u"abstract actual annotation as break by catch class "
                                       u"companion const constructor continue crossinline data do "
                                       u"else enum expect external false final finally for fun get "
                                       u"if import in infix init inline inner interface "
                                       u"internal is it lateinit noinline null object open "
                                       u"operator out override package private protected public "
                                       u"reified return sealed set super suspend tailrec this "
                                       u"throw true try typealias val value var vararg when where "
                                       u"while";
constexpr QStringView SwiftKeywords
    = u"actor any as associatedtype async await break case catch class continue convenience "
      u"default defer deinit do "
      u"dynamic else enum extension fallthrough false fileprivate final for func get guard if "
      u"import in indirect init "
      u"inout internal is isolated lazy let mutating nil nonisolated open operator optional "
      u"override precedencegroup "
      u"private protocol public repeat required rethrows return self Self set some static struct "
      u"subscript super "
      u"switch throw throws true try typealias unowned var weak where while willSet didSet";
constexpr QStringView PhpKeywords
    = u"abstract and array as break callable case catch class clone const continue declare default "
      u"die do echo else "
      u"elseif empty enddeclare endfor endforeach endif endswitch endwhile enum eval exit extends "
      u"final finally fn for "
      u"foreach function global goto if implements include include_once instanceof insteadof "
      u"interface isset list "
      u"match namespace new or print private protected public readonly require require_once return "
      u"static switch "
      u"throw trait try unset use var while xor yield true false null self parent";
constexpr QStringView PythonKeywords = u"and as assert async await break case class continue def "
                                       u"del elif else except finally for from global if import "
                                       u"in is lambda match nonlocal not or pass raise return try "
                                       u"while with yield True False None self cls";
constexpr QStringView PythonTypes = u"int float complex str bytes bytearray bool list tuple dict "
                                    u"set frozenset object type range slice memoryview "
                                    u"Exception ValueError TypeError KeyError IndexError "
                                    u"RuntimeError StopIteration OSError Any Optional Union List "
                                    u"Dict Tuple Set Callable Iterable Iterator";
constexpr QStringView ShellKeywords = u"if then else elif fi for while until do done case esac in "
                                      u"function select time return exit break continue "
                                      u"local export declare typeset readonly unset shift source "
                                      u"alias set eval exec trap test echo printf read cd "
                                      u"sudo true false";
constexpr QStringView SqlKeywords = u"add all alter analyze and any as asc autoincrement before "
                                    u"begin between by cascade case cast check collate "
                                    u"column commit conflict constraint create cross database "
                                    u"default delete desc distinct drop each else end "
                                    u"escape except exists explain false fetch first for foreign "
                                    u"from full function grant group having if ignore "
                                    u"in index inner insert intersect into is isnull join key last "
                                    u"left like limit materialized natural next not "
                                    u"notnull null nulls of offset on only or order outer over "
                                    u"partition pragma primary procedure recursive "
                                    u"references rename replace returning revoke right rollback "
                                    u"row rows savepoint schema select set table temp "
                                    u"temporary then to transaction trigger true truncate union "
                                    u"unique update using vacuum values view virtual when "
                                    u"where window with without";
constexpr QStringView SqlTypes = u"int integer tinyint smallint bigint serial bigserial real float "
                                 u"double precision numeric decimal boolean bool "
                                 u"char varchar nvarchar text clob blob bytea date time datetime "
                                 u"timestamp timestamptz interval json jsonb uuid";
constexpr QStringView CMakeKeywords
    = u"if else elseif endif foreach endforeach while endwhile function endfunction macro endmacro "
      u"block endblock "
      u"return break continue include and or not in matches defined exists target command strequal "
      u"equal less greater "
      u"version_less version_greater version_equal version_greater_equal true false on off";
constexpr QStringView CMakeTypes = u"public private interface required components optional static "
                                   u"shared module object imported alias source "
                                   u"destination files directory target targets properties cache "
                                   u"force string bool path filepath internal append "
                                   u"prepend list_dir quiet config version languages description "
                                   u"command depends output working_directory";
constexpr QStringView DockerKeywords = u"from as run cmd label maintainer expose env add copy "
                                       u"entrypoint volume user workdir arg onbuild stopsignal "
                                       u"healthcheck shell";
constexpr QStringView CssKeywords = u"important inherit initial unset revert none auto block "
                                    u"inline flex grid absolute relative fixed sticky static "
                                    u"bold normal italic solid dashed dotted hidden visible center "
                                    u"left right top bottom transparent currentcolor "
                                    u"rgb rgba hsl hsla var calc url min max clamp";

} // namespace

const std::vector<LanguageSpec> &languageSpecs()
{
    using F = LexerFamily;
    // clang-format off
    static const std::vector<LanguageSpec> specs {
        { u"C", u"c h", F::Code, Brace | HashDirectives, u"//", u"/*", u"*/", u"\"'", {}, {}, CKeywords, CTypes },
        { u"C++", u"cpp c++ cxx cc hpp hxx hh arduino ino cuda cu objc objective-c", F::Code,
          Brace | HashDirectives | QuoteInNumbers | RawParenStrings, u"//", u"/*", u"*/", u"\"'", {}, {},
          CppKeywords, CppTypes },
        { u"Java", u"java groovy gradle", F::Code, Brace | AtWords | CapitalsAreTypes, u"//", u"/*", u"*/",
          u"\"'", {}, u"\"", JavaKeywords, u"boolean byte char double float int long short void" },
        { u"JavaScript", u"javascript js jsx mjs cjs node", F::Code, Brace | AtWords, u"//", u"/*", u"*/", u"\"'",
          u"`", {}, ScriptKeywords,
          u"Array Boolean Date Error Map Math Number Object Promise Proxy RegExp Set String Symbol "
          u"WeakMap JSON console "
          u"document window" },
        { u"TypeScript", u"typescript ts tsx mts cts", F::Code, Brace | AtWords | CapitalsAreTypes, u"//", u"/*",
          u"*/", u"\"'", u"`", {}, TypeScriptKeywords,
          u"any bigint boolean never number object string symbol unknown" },
        { u"Go", u"go golang", F::Code, Brace, u"//", u"/*", u"*/", u"\"'", u"`", {}, GoKeywords,
          u"any bool byte complex64 complex128 error float32 float64 int int8 int16 int32 int64 "
          u"rune string uint uint8 "
          u"uint16 uint32 uint64 uintptr" },
        { u"Rust", u"rust rs", F::Code,
          Brace | NestedComments | CapitalsAreTypes | CharOrLifetime | RawHashStrings, u"//", u"/*", u"*/", {},
          u"\"", {}, RustKeywords, u"bool char f32 f64 i8 i16 i32 i64 i128 isize str u8 u16 u32 u64 u128 usize" },
        { u"C#", u"csharp cs c# dotnet", F::Code, Brace | HashDirectives | CapitalsAreTypes, u"//", u"/*", u"*/",
          u"\"'", {}, u"\"", CSharpKeywords,
          u"bool byte char decimal double dynamic float int long nint nuint object sbyte short "
          u"string uint ulong ushort "
          u"void" },
        { u"Kotlin", u"kotlin kt kts", F::Code, Brace | NestedComments | AtWords | CapitalsAreTypes, u"//", u"/*",
          u"*/", u"\"'", {}, u"\"", KotlinKeywords, {} },
        { u"Swift", u"swift", F::Code, Brace | NestedComments | AtWords | CapitalsAreTypes, u"//", u"/*", u"*/",
          u"\"", {}, u"\"", SwiftKeywords, {} },
        { u"Dart", u"dart", F::Code, Brace | AtWords | CapitalsAreTypes, u"//", u"/*", u"*/", u"\"'", {}, u"\"'",
          JavaKeywords, u"bool double dynamic int num void" },
        { u"PHP", u"php", F::Code, Brace | DollarVariables, u"// #", u"/*", u"*/", {}, u"\"'", {}, PhpKeywords,
          u"bool float int iterable mixed never object string void" },
        { u"Python", u"python py python3 py3 gyp starlark", F::Code, Brace | AtWords | StringPrefixes, u"#", {},
          {}, u"\"'", {}, u"\"'", PythonKeywords, PythonTypes },
        { u"Ruby", u"ruby rb", F::Code, Brace | CapitalsAreTypes, u"#", {}, {}, {}, u"\"'", {},
          u"alias and begin break case class def defined do else elsif end ensure false for if in "
          u"module next nil not or "
          u"puts redo require rescue retry return self super then true undef unless until when "
          u"while yield attr_reader "
          u"attr_writer attr_accessor",
          {} },
        { u"Lua", u"lua", F::Code, Brace, u"--", u"--[[", u"]]", u"\"'", {}, {},
          u"and break do else elseif end false for function goto if in local nil not or repeat "
          u"return then true until "
          u"while",
          {} },
        { u"Shell", u"shell sh bash zsh ksh console shell-session shellsession terminal", F::Code,
          DollarVariables | SpacedComments | DashInWords, u"#", {}, {}, {}, u"\"'", {}, ShellKeywords, {} },
        { u"PowerShell", u"powershell ps1 pwsh", F::Code, FoldCase | DollarVariables | DashInWords, u"#", u"<#",
          u"#>", u"\"'", {}, {},
          u"begin break catch class continue do else elseif end enum exit finally for foreach "
          u"function if in param "
          u"process return switch throw trap try until using while",
          {} },
        { u"JSON", u"json json5 jsonc jsonl ndjson geojson", F::Code, ColonKeys, u"//", u"/*", u"*/", u"\"'", {},
          {}, u"true false null", {} },
        { u"SQL", u"sql sqlite postgres postgresql psql mysql plsql tsql mariadb", F::Code, FoldCase | Brace,
          u"--", u"/*", u"*/", u"\"`", u"'", {}, SqlKeywords, SqlTypes },
        { u"YAML", u"yaml yml", F::Code, ColonKeys | DashInWords | SpacedComments | FoldCase, u"#", {}, {},
          u"\"'", {}, {}, u"true false null yes no on off", {} },
        { u"TOML", u"toml", F::Code, EqualsKeys | SectionHeaders | DashInWords, u"#", {}, {}, u"\"'", {}, u"\"'",
          u"true false inf nan", {} },
        { u"INI", u"ini conf cfg config properties desktop editorconfig gitconfig systemd service dotenv env",
          F::Code, EqualsKeys | SectionHeaders | DashInWords | SpacedComments | FoldCase, u"# ;", {}, {}, u"\"",
          {}, {}, u"true false yes no on off", {} },
        { u"HTML", u"html htm xhtml vue svelte", F::Markup, NoTraits, {}, {}, {}, {}, {}, {}, {}, {} },
        { u"XML", u"xml svg xsd xsl xslt rss plist qrc ui", F::Markup, NoTraits, {}, {}, {}, {}, {}, {}, {}, {} },
        { u"CSS", u"css scss sass less", F::Code, AtWords | ColonKeys | DashInWords | HexColours | Brace, {},
          u"/*", u"*/", u"\"'", {}, {}, CssKeywords, {} },
        { u"Diff", u"diff patch", F::Diff, NoTraits, {}, {}, {}, {}, {}, {}, {}, {} },
        { u"CMake", u"cmake", F::Code, FoldCase | DollarVariables | Brace, u"#", u"#[[", u"]]", {}, u"\"", {},
          CMakeKeywords, CMakeTypes },
        { u"Makefile", u"makefile make mk", F::Code, DollarVariables | EqualsKeys | DashInWords, u"#", {}, {},
          u"\"'", {}, {}, u"ifeq ifneq ifdef ifndef else endif include define endef export override", {} },
        { u"Dockerfile", u"dockerfile docker containerfile", F::Code,
          FoldCase | DollarVariables | FirstWordIsCommand | SpacedComments | DashInWords, u"#", {}, {}, u"\"'",
          {}, {}, DockerKeywords, {} },
    };
    // clang-format on
    return specs;
}

} // namespace lokal::ui
