<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>lokal::ui::ChatPage</name>
    <message numerus="yes">
        <source>Waiting, %n before you</source>
        <translation>
            <numerusform>Waiting, %n before you</numerusform>
            <numerusform>Waiting, %n before you</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lokal::ui::ConfigEditor</name>
    <message numerus="yes">
        <source>used by %n chats</source>
        <translation>
            <numerusform>used by %n chat</numerusform>
            <numerusform>used by %n chats</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n fields to correct</source>
        <translation>
            <numerusform>%n field to correct</numerusform>
            <numerusform>%n fields to correct</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lokal::ui::ConfigsPage</name>
    <message numerus="yes">
        <source>“%1” is used by %n chats</source>
        <translation>
            <numerusform>“%1” is used by %n chat</numerusform>
            <numerusform>“%1” is used by %n chats</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>They cannot be saved yet: %n fields need a correction.</source>
        <translation>
            <numerusform>They cannot be saved yet: %n field needs a correction.</numerusform>
            <numerusform>They cannot be saved yet: %n fields need a correction.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lokal::ui::EngineOutcome</name>
    <message numerus="yes">
        <source>Version %1 %2, with %n models.</source>
        <translation>
            <numerusform>Version %1 %2, with %n model.</numerusform>
            <numerusform>Version %1 %2, with %n models.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lokal::ui::ErrorText</name>
    <message numerus="yes">
        <source>Try again in %n second(s).</source>
        <translation>
            <numerusform>Try again in %n second.</numerusform>
            <numerusform>Try again in %n seconds.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lokal::ui::FoundModels</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lokal::ui::IdentitySection</name>
    <message numerus="yes">
        <source>about %n tokens</source>
        <translation>
            <numerusform>about %n token</numerusform>
            <numerusform>about %n tokens</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lokal::ui::MainWindow</name>
    <message numerus="yes">
        <source>%n answers are being written</source>
        <translation>
            <numerusform>%n answer is being written</numerusform>
            <numerusform>%n answers are being written</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lokal::ui::SidebarFoot</name>
    <message numerus="yes">
        <source>%n answers running</source>
        <translation>
            <numerusform>%n answer running</numerusform>
            <numerusform>%n answers running</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <extracomment>Answers that wait in the queue</extracomment>
        <translation>
            <numerusform>%n waiting</numerusform>
            <numerusform>%n waiting</numerusform>
        </translation>
    </message>
</context>
</TS>
