<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>lokal::ui::AccountForm</name>
    <message>
        <source>User name</source>
        <translation>Benutzername</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-Mail</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>Repeat password</source>
        <translation>Passwort wiederholen</translation>
    </message>
    <message>
        <source>3 to 32 letters, digits, dot, dash or underscore</source>
        <translation>3 bis 32 Buchstaben, Ziffern, Punkte, Binde- oder Unterstriche</translation>
    </message>
    <message>
        <source>optional</source>
        <translation>freiwillig</translation>
    </message>
    <message>
        <source>At least 8 characters</source>
        <translation>Mindestens 8 Zeichen</translation>
    </message>
    <message>
        <source>enough; another word makes it better</source>
        <translation>genügt; ein weiteres Wort macht es besser</translation>
    </message>
    <message>
        <source>hard to guess, also for a computer</source>
        <translation>schwer zu erraten, auch für einen Computer</translation>
    </message>
    <message>
        <source>nobody guesses this one</source>
        <translation>das errät niemand</translation>
    </message>
    <message>
        <source>The two passwords differ.</source>
        <translation>Die beiden Passwörter sind verschieden.</translation>
    </message>
    <message>
        <source>Somebody else has this name. Choose another one.</source>
        <translation>Diesen Namen hat schon jemand. Bitte einen anderen wählen.</translation>
    </message>
    <message>
        <source>3 to 32 letters, digits, dot, dash or underscore, please.</source>
        <translation>Bitte 3 bis 32 Buchstaben, Ziffern, Punkte, Binde- oder Unterstriche.</translation>
    </message>
    <message>
        <source>Another account has this address.</source>
        <translation>Ein anderes Konto hat diese Adresse.</translation>
    </message>
    <message>
        <source>This is no e-mail address, such as mara@example.org.</source>
        <translation>Das ist keine E-Mail-Adresse wie mara@example.org.</translation>
    </message>
    <message>
        <source>Choose a password.</source>
        <translation>Ein Passwort wählen.</translation>
    </message>
</context>
<context>
    <name>lokal::ui::AccountPage</name>
    <message>
        <source>Stay signed in</source>
        <translation>Angemeldet bleiben</translation>
    </message>
    <message>
        <source>Nothing leaves this computer</source>
        <translation>Nichts verlässt diesen Computer</translation>
    </message>
    <message>
        <source>Welcome to Lokal</source>
        <translation>Willkommen bei Lokal</translation>
    </message>
    <message>
        <source>Create an account</source>
        <translation>Konto anlegen</translation>
    </message>
    <message>
        <source>Make the first account. It is the administrator of this installation and can add people later.</source>
        <translation>Das erste Konto anlegen. Es verwaltet diese Installation und kann später weitere Personen hinzufügen.</translation>
    </message>
    <message>
        <source>Your chats and configurations are yours alone; other people on this computer do not see them.</source>
        <translation>Die eigenen Chats und Konfigurationen bleiben privat; andere Personen an diesem Computer sehen sie nicht.</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>Already have an account?</source>
        <translation>Schon ein Konto?</translation>
    </message>
    <message>
        <source>Creating the account…</source>
        <translation>Konto wird angelegt …</translation>
    </message>
    <message>
        <source>Create account</source>
        <translation>Konto anlegen</translation>
    </message>
    <message>
        <source>The account is made, but signing in did not work: %1.</source>
        <extracomment>%1 is a sentence that says why</extracomment>
        <translation>Das Konto ist angelegt, aber die Anmeldung ging nicht: %1.</translation>
    </message>
</context>
<context>
    <name>lokal::ui::AddressCard</name>
    <message>
        <source>Ollama is on another computer</source>
        <translation>Ollama ist auf einem anderen Computer</translation>
    </message>
    <message>
        <source>Give its address, for example http://192.168.1.20:11434</source>
        <translation>Adresse angeben, etwa http://192.168.1.20:11434</translation>
    </message>
    <message>
        <source>Enter address</source>
        <translation>Adresse eingeben</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Testen</translation>
    </message>
    <message>
        <source>Address of Ollama</source>
        <translation>Adresse von Ollama</translation>
    </message>
    <message>
        <source>Type an address such as http://192.168.1.20:11434.</source>
        <translation>Bitte eine Adresse wie http://192.168.1.20:11434 eingeben.</translation>
    </message>
    <message>
        <source>Testing…</source>
        <translation>Test läuft …</translation>
    </message>
    <message>
        <source>It does not work: %1.</source>
        <extracomment>Below the field with the address of Ollama; %1 is for example &quot;no answer&quot;</extracomment>
        <translation>Es funktioniert nicht: %1.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>lokal::ui::ChatController</name>
    <message>
        <source>New chat</source>
        <translation>Neuer Chat</translation>
    </message>
</context>
<context>
    <name>lokal::ui::ChatHeader</name>
    <message>
        <source>Show the sidebar</source>
        <translation>Seitenleiste einblenden</translation>
    </message>
    <message>
        <source>Find in this chat</source>
        <translation>In diesem Chat suchen</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>Name of the chat</source>
        <translation>Name des Chats</translation>
    </message>
    <message>
        <source>Configuration: %1</source>
        <translation>Konfiguration: %1</translation>
    </message>
</context>
<context>
    <name>lokal::ui::ChatPage</name>
    <message>
        <source>This answer is still being written. Your text stays here; Esc stops the answer.</source>
        <translation>Diese Antwort wird noch geschrieben. Der Text bleibt hier; Esc hält die Antwort an.</translation>
    </message>
    <message>
        <source>Ollama is not reachable. Your text stays here.</source>
        <translation>Ollama ist nicht erreichbar. Der Text bleibt hier.</translation>
    </message>
    <message>
        <source>Everything stays on this computer.</source>
        <translation>Alles bleibt auf diesem Computer.</translation>
    </message>
    <message>
        <source>Write the next message</source>
        <translation>Nächste Nachricht schreiben</translation>
    </message>
    <message>
        <source>Write; you can send it when Ollama is back</source>
        <translation>Jetzt schreiben und senden, sobald Ollama wieder da ist</translation>
    </message>
    <message>
        <source>Choose a model, then write</source>
        <translation>Erst ein Modell wählen, dann schreiben</translation>
    </message>
    <message>
        <source>Message %1</source>
        <translation>Nachricht an %1</translation>
    </message>
    <message>
        <source>Context %1 of %2</source>
        <translation>Kontext %1 von %2</translation>
    </message>
    <message>
        <source>%1, oldest turns left out: %2</source>
        <translation>%1, älteste Runden weggelassen: %2</translation>
    </message>
    <message>
        <source>%1 context</source>
        <translation>%1 Kontext</translation>
    </message>
    <message>
        <source>Esc to stop</source>
        <translation>Esc zum Anhalten</translation>
    </message>
    <message>
        <source>Enter to send, Shift+Enter for a new line</source>
        <translation>Eingabe sendet, Umschalt+Eingabe für eine neue Zeile</translation>
    </message>
    <message>
        <source>Copy as Markdown</source>
        <translation>Als Markdown kopieren</translation>
    </message>
    <message>
        <source>Copy with thinking</source>
        <translation>Mit Gedankengang kopieren</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Fork from here</source>
        <translation>Ab hier abzweigen</translation>
    </message>
    <message>
        <source>Delete message</source>
        <translation>Nachricht löschen</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>F2</source>
        <translation>F2</translation>
    </message>
    <message>
        <source>Configuration</source>
        <translation>Konfiguration</translation>
    </message>
    <message>
        <source>When the context is full</source>
        <translation>Wenn der Kontext voll ist</translation>
    </message>
    <message>
        <source>Move to trash</source>
        <translation>In den Papierkorb</translation>
    </message>
    <message>
        <source>Leave out the oldest turns</source>
        <translation>Ältestes weglassen</translation>
    </message>
    <message>
        <source>Stop and say so</source>
        <translation>Anhalten und Bescheid geben</translation>
    </message>
    <message>
        <source>Larger context window…</source>
        <translation>Größeres Kontextfenster …</translation>
    </message>
    <message>
        <source>Stop the answer first, then edit.</source>
        <translation>Erst die Antwort anhalten, dann bearbeiten.</translation>
    </message>
    <message>
        <source>This kind of link is not opened from a chat.</source>
        <translation>Diese Art von Link wird aus einem Chat heraus nicht geöffnet.</translation>
    </message>
    <message>
        <source>Message deleted</source>
        <translation>Nachricht gelöscht</translation>
    </message>
    <message>
        <source>Run again</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>Choose another model</source>
        <translation>Anderes Modell wählen</translation>
    </message>
    <message>
        <source>Engine settings</source>
        <translation>Engine-Einstellungen</translation>
    </message>
    <message>
        <source>Leave out the oldest</source>
        <translation>Älteste weglassen</translation>
    </message>
    <message>
        <source>Edit the message</source>
        <translation>Nachricht bearbeiten</translation>
    </message>
    <message>
        <source>message</source>
        <translation>Nachricht</translation>
    </message>
    <message>
        <source>What came so far is kept.</source>
        <translation>Was bis dahin kam, bleibt erhalten.</translation>
    </message>
    <message>
        <source>%1 tok/s</source>
        <translation>%1 Token/s</translation>
    </message>
    <message>
        <source>%1 s</source>
        <extracomment>Seconds; &quot;s&quot; is the unit.</extracomment>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>cut off at the length limit</source>
        <translation>an der Längengrenze abgeschnitten</translation>
    </message>
    <message>
        <source>Getting ready</source>
        <translation>Wird vorbereitet</translation>
    </message>
    <message>
        <source>Waiting, you are next</source>
        <translation>Wartet, kommt als Nächstes dran</translation>
    </message>
    <message>
        <source>It starts by itself as soon as an answer before it is done.</source>
        <translation>Es beginnt von selbst, sobald eine Antwort davor fertig ist.</translation>
    </message>
    <message numerus="yes">
        <source>Waiting, %n before you</source>
        <translation>
            <numerusform>Wartet, noch %n davor</numerusform>
            <numerusform>Wartet, noch %n davor</numerusform>
        </translation>
    </message>
    <message>
        <source>It starts by itself when the answers before it are done.</source>
        <translation>Es beginnt von selbst, wenn die Antworten davor fertig sind.</translation>
    </message>
    <message>
        <source>Loading %1</source>
        <translation>%1 wird geladen</translation>
    </message>
    <message>
        <source>The model is read into memory. Later answers begin at once.</source>
        <translation>Das Modell wird in den Speicher gelesen. Spätere Antworten beginnen sofort.</translation>
    </message>
    <message>
        <source>Reading the chat</source>
        <translation>Der Chat wird gelesen</translation>
    </message>
    <message>
        <source>About %1 tokens before the first word.</source>
        <translation>Etwa %1 Token bis zum ersten Wort.</translation>
    </message>
    <message>
        <source>Trying again with less thinking</source>
        <translation>Neuer Versuch mit weniger Nachdenken</translation>
    </message>
    <message>
        <source>The model does not know the way of thinking that was chosen.</source>
        <translation>Das Modell kennt die gewählte Art des Nachdenkens nicht.</translation>
    </message>
    <message>
        <source>The engine is busy</source>
        <translation>Die Engine ist beschäftigt</translation>
    </message>
    <message>
        <source>It still finishes something else; this begins right after.</source>
        <translation>Sie beendet noch etwas anderes; danach geht es gleich los.</translation>
    </message>
    <message>
        <source>1 token</source>
        <translation>1 Token</translation>
    </message>
    <message>
        <source>%1 tokens</source>
        <translation>%1 Token</translation>
    </message>
    <message>
        <source>Stop the answer first.</source>
        <translation>Erst die Antwort anhalten.</translation>
    </message>
    <message>
        <source>Ollama is not reachable.</source>
        <translation>Ollama ist nicht erreichbar.</translation>
    </message>
    <message>
        <source>No program could be found that opens this address.</source>
        <translation>Es gibt kein Programm, das diese Adresse öffnet.</translation>
    </message>
    <message>
        <source>Answers of the demo engine are made up.</source>
        <translation>Die Antworten der Demo-Engine sind ausgedacht.</translation>
    </message>
    <message>
        <source>Answers come from %1.</source>
        <translation>Antworten kommen von %1.</translation>
    </message>
    <message>
        <source>%1 is not installed here. Choose another model.</source>
        <translation>%1 ist hier nicht installiert. Bitte ein anderes Modell wählen.</translation>
    </message>
    <message>
        <source>This chat is very long: only its newest part was searched.</source>
        <translation>Dieser Chat ist sehr lang: Nur sein neuester Teil wurde durchsucht.</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy link</source>
        <translation>Link kopieren</translation>
    </message>
    <message>
        <source>Copy code</source>
        <translation>Code kopieren</translation>
    </message>
    <message>
        <source>Copy message</source>
        <translation>Nachricht kopieren</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Alles auswählen</translation>
    </message>
    <message>
        <source>It gave no reason.</source>
        <translation>Ein Grund ist nicht bekannt.</translation>
    </message>
    <message>
        <source>Ollama says: %1</source>
        <translation>Ollama meldet: %1</translation>
    </message>
    <message>
        <source>Not enough memory for this model</source>
        <translation>Zu wenig Speicher für dieses Modell</translation>
    </message>
    <message>
        <source>Ollama stopped in the middle of the answer</source>
        <translation>Ollama hat mitten in der Antwort aufgehört</translation>
    </message>
    <message>
        <source>Ollama stopped before the answer</source>
        <translation>Ollama hat vor der Antwort aufgehört</translation>
    </message>
    <message>
        <source>Ollama reported an error</source>
        <translation>Ollama meldet einen Fehler</translation>
    </message>
    <message>
        <source>Often the computer ran out of memory, or Ollama was restarted.</source>
        <translation>Oft war der Speicher voll, oder Ollama wurde neu gestartet.</translation>
    </message>
    <message>
        <source>Get it with “%1”, or choose another model.</source>
        <extracomment>%1 is a command line with the model's name.</extracomment>
        <translation>Mit „%1“ holen oder ein anderes Modell wählen.</translation>
    </message>
    <message>
        <source>continued</source>
        <extracomment>Before the numbers of an answer that was continued: they are those of its last part.</extracomment>
        <translation>fortgesetzt</translation>
    </message>
</context>
<context>
    <name>lokal::ui::ChipList</name>
    <message>
        <source>Remove %1</source>
        <extracomment>Read aloud for a chip with a cross; %1 is its text</extracomment>
        <translation>%1 entfernen</translation>
    </message>
</context>
<context>
    <name>lokal::ui::CommandLine</name>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
</context>
<context>
    <name>lokal::ui::Composer</name>
    <message>
        <source>Thinking</source>
        <translation>Nachdenken</translation>
    </message>
    <message>
        <source>Let the model think before it answers</source>
        <translation>Das Modell vor der Antwort nachdenken lassen</translation>
    </message>
    <message>
        <source>Choose a model</source>
        <translation>Modell wählen</translation>
    </message>
    <message>
        <source>Model: %1</source>
        <translation>Modell: %1</translation>
    </message>
</context>
<context>
    <name>lokal::ui::ComposerEdit</name>
    <message>
        <source>Message</source>
        <translation>Nachricht</translation>
    </message>
</context>
<context>
    <name>lokal::ui::ConfigEditor</name>
    <message>
        <source>Back to the list</source>
        <translation>Zurück zur Liste</translation>
    </message>
    <message>
        <source>unsaved</source>
        <translation>nicht gespeichert</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Duplizieren</translation>
    </message>
    <message>
        <source>Delete this configuration</source>
        <translation>Diese Konfiguration löschen</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>What will be sent</source>
        <translation>Was gesendet wird</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Save (Ctrl+S)</source>
        <translation>Speichern (Strg+S)</translation>
    </message>
    <message>
        <source>New configuration</source>
        <translation>Neue Konfiguration</translation>
    </message>
    <message>
        <source>A configuration is a model with your settings: a system prompt, how freely it writes, how much it sees.</source>
        <translation>Eine Konfiguration ist ein Modell mit eigenen Einstellungen: ein Systemprompt, wie frei es schreibt, wie viel es sieht.</translation>
    </message>
    <message>
        <source>One model, many ways to use it</source>
        <translation>Ein Modell, viele Verwendungen</translation>
    </message>
    <message>
        <source>not used by a chat yet</source>
        <translation>noch von keinem Chat verwendet</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>Wird gespeichert …</translation>
    </message>
    <message>
        <source>Changes are not saved yet</source>
        <translation>Änderungen sind noch nicht gespeichert</translation>
    </message>
    <message>
        <source>Everything is saved</source>
        <translation>Alles ist gespeichert</translation>
    </message>
    <message>
        <source>%1 needs a correction</source>
        <extracomment>%1 is the name of a field</extracomment>
        <translation>%1 braucht eine Korrektur</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Löschen …</translation>
    </message>
    <message>
        <source>used by one chat</source>
        <translation>von einem Chat verwendet</translation>
    </message>
    <message numerus="yes">
        <source>used by %n chats</source>
        <translation>
            <numerusform>von %n Chat verwendet</numerusform>
            <numerusform>von %n Chats verwendet</numerusform>
        </translation>
    </message>
    <message>
        <source>1 field to correct</source>
        <translation>1 Feld zu korrigieren</translation>
    </message>
    <message numerus="yes">
        <source>%n fields to correct</source>
        <translation>
            <numerusform>%n Feld zu korrigieren</numerusform>
            <numerusform>%n Felder zu korrigieren</numerusform>
        </translation>
    </message>
    <message>
        <source>Goes to the first field to correct</source>
        <translation>Führt zum ersten Feld, das zu berichtigen ist</translation>
    </message>
</context>
<context>
    <name>lokal::ui::ConfigForm</name>
    <message>
        <source>Give it a name of up to 200 characters.</source>
        <translation>Bitte einen Namen mit bis zu 200 Zeichen angeben.</translation>
    </message>
    <message>
        <source>Choose one of the installed models.</source>
        <translation>Bitte eines der installierten Modelle wählen.</translation>
    </message>
    <message>
        <source>The schema has to be one JSON object, with no key twice.</source>
        <translation>Das Schema muss ein einziges JSON-Objekt sein, in dem kein Schlüssel doppelt steht.</translation>
    </message>
    <message>
        <source>At most 16, each of 1 to 256 characters.</source>
        <translation>Höchstens 16, jede mit 1 bis 256 Zeichen.</translation>
    </message>
    <message>
        <source>Between 256 and 2,097,152.</source>
        <translation>Zwischen 256 und 2.097.152.</translation>
    </message>
    <message>
        <source>At least 1.</source>
        <translation>Mindestens 1.</translation>
    </message>
    <message>
        <source>This value is not possible here.</source>
        <translation>Dieser Wert ist hier nicht möglich.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>System prompt</source>
        <translation>Systemprompt</translation>
    </message>
    <message>
        <source>JSON schema</source>
        <translation>JSON-Schema</translation>
    </message>
    <message>
        <source>Stop sequences</source>
        <translation>Stoppsequenzen</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>Temperatur</translation>
    </message>
    <message>
        <source>Top P</source>
        <translation>Top P</translation>
    </message>
    <message>
        <source>Top K</source>
        <translation>Top K</translation>
    </message>
    <message>
        <source>Min P</source>
        <translation>Min P</translation>
    </message>
    <message>
        <source>Repeat penalty</source>
        <translation>Wiederholungsstrafe</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Seed</translation>
    </message>
    <message>
        <source>Context length</source>
        <translation>Kontextlänge</translation>
    </message>
    <message>
        <source>Max answer</source>
        <translation>Max. Antwortlänge</translation>
    </message>
</context>
<context>
    <name>lokal::ui::ConfigList</name>
    <message>
        <source>Back to the chat</source>
        <translation>Zurück zum Chat</translation>
    </message>
    <message>
        <source>New configuration</source>
        <translation>Neue Konfiguration</translation>
    </message>
    <message>
        <source>Search configurations</source>
        <translation>Konfigurationen durchsuchen</translation>
    </message>
    <message>
        <source>Configurations</source>
        <translation>Konfigurationen</translation>
    </message>
    <message>
        <source>None yet. The plus makes one.</source>
        <translation>Noch keine. Das Plus legt eine an.</translation>
    </message>
    <message>
        <source>Nothing has this name.</source>
        <translation>Nichts heißt so.</translation>
    </message>
</context>
<context>
    <name>lokal::ui::ConfigListModel</name>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>JSON schema</source>
        <translation>JSON-Schema</translation>
    </message>
    <message>
        <source>%1k context</source>
        <extracomment>A number of tokens, in thousands or plain</extracomment>
        <translation>%1k Kontext</translation>
    </message>
    <message>
        <source>%1 context</source>
        <translation>%1 Kontext</translation>
    </message>
    <message>
        <source>New configuration</source>
        <translation>Neue Konfiguration</translation>
    </message>
    <message>
        <source>unsaved</source>
        <extracomment>Below the name of a new configuration</extracomment>
        <translation>nicht gespeichert</translation>
    </message>
</context>
<context>
    <name>lokal::ui::ConfigsPage</name>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Discard the changes</source>
        <translation>Änderungen verwerfen</translation>
    </message>
    <message>
        <source>Keep editing</source>
        <translation>Weiter bearbeiten</translation>
    </message>
    <message>
        <source>There are unsaved changes</source>
        <translation>Es gibt ungespeicherte Änderungen</translation>
    </message>
    <message>
        <source>Save them before you go on, or let them go?</source>
        <translation>Vor dem Weitergehen speichern oder verwerfen?</translation>
    </message>
    <message>
        <source>It was changed somewhere else in the meantime</source>
        <translation>Sie wurde inzwischen an anderer Stelle geändert</translation>
    </message>
    <message>
        <source>Your version can replace the other one, or you go on with the other one.</source>
        <translation>Die eigene Fassung kann die andere ersetzen, oder es geht mit der anderen weiter.</translation>
    </message>
    <message>
        <source>Save mine</source>
        <translation>Eigene speichern</translation>
    </message>
    <message>
        <source>Take the other one</source>
        <translation>Andere übernehmen</translation>
    </message>
    <message>
        <source>%1 (copy)</source>
        <extracomment>Name of a duplicated configuration; %1 is the name of the original</extracomment>
        <translation>%1 (Kopie)</translation>
    </message>
    <message>
        <source>Delete “%1”?</source>
        <translation>„%1“ löschen?</translation>
    </message>
    <message>
        <source>No chat uses it. This cannot be undone.</source>
        <translation>Kein Chat verwendet sie. Das lässt sich nicht rückgängig machen.</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Make another configuration first, to which they can move.</source>
        <translation>Erst eine weitere Konfiguration anlegen, zu der sie wechseln können.</translation>
    </message>
    <message>
        <source>They go on with another configuration:</source>
        <translation>Sie laufen mit einer anderen Konfiguration weiter:</translation>
    </message>
    <message>
        <source>Move and delete</source>
        <translation>Umziehen und löschen</translation>
    </message>
    <message>
        <source>Configuration for these chats</source>
        <translation>Konfiguration für diese Chats</translation>
    </message>
    <message>
        <source>“%1” is used by one chat</source>
        <extracomment>%1 is the name of a configuration</extracomment>
        <translation>„%1“ wird von einem Chat verwendet</translation>
    </message>
    <message numerus="yes">
        <source>“%1” is used by %n chats</source>
        <translation>
            <numerusform>„%1“ wird von %n Chat verwendet</numerusform>
            <numerusform>„%1“ wird von %n Chats verwendet</numerusform>
        </translation>
    </message>
    <message>
        <source>It was deleted elsewhere. Saving makes it anew.</source>
        <translation>Sie wurde anderswo gelöscht. Speichern legt sie neu an.</translation>
    </message>
    <message>
        <source>They cannot be saved yet: one field needs a correction.</source>
        <translation>Sie lassen sich noch nicht speichern: Ein Feld ist zu berichtigen.</translation>
    </message>
    <message numerus="yes">
        <source>They cannot be saved yet: %n fields need a correction.</source>
        <translation>
            <numerusform>Sie lassen sich noch nicht speichern: %n Feld ist zu berichtigen.</numerusform>
            <numerusform>Sie lassen sich noch nicht speichern: %n Felder sind zu berichtigen.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lokal::ui::EmptyChat</name>
    <message>
        <source>What are we working on?</source>
        <translation>Woran geht es heute?</translation>
    </message>
    <message>
        <source>Explain something</source>
        <translation>Etwas erklären</translation>
    </message>
    <message>
        <source>A text, an error message, a piece of code</source>
        <translation>Text, Fehlermeldung oder ein Stück Code</translation>
    </message>
    <message>
        <source>Explain this to me step by step:

</source>
        <translation>Erkläre mir das Schritt für Schritt:

</translation>
    </message>
    <message>
        <source>Draft and edit</source>
        <translation>Entwerfen und überarbeiten</translation>
    </message>
    <message>
        <source>Letters, release notes, documentation</source>
        <translation>Briefe, Versionshinweise, Dokumentation</translation>
    </message>
    <message>
        <source>Rewrite this text so that it is clear and friendly:

</source>
        <translation>Formuliere diesen Text klar und freundlich um:

</translation>
    </message>
    <message>
        <source>Summarise</source>
        <translation>Zusammenfassen</translation>
    </message>
    <message>
        <source>The points that matter, in a few lines</source>
        <translation>Die wesentlichen Punkte, kurz gefasst</translation>
    </message>
    <message>
        <source>Summarise the following in at most five points:

</source>
        <translation>Fasse das Folgende in höchstens fünf Punkten zusammen:

</translation>
    </message>
    <message>
        <source>Write code</source>
        <translation>Code schreiben</translation>
    </message>
    <message>
        <source>A function, a script, a regular expression</source>
        <translation>Funktion, Skript, regulärer Ausdruck</translation>
    </message>
    <message>
        <source>Write a function that </source>
        <translation>Schreibe eine Funktion, die </translation>
    </message>
</context>
<context>
    <name>lokal::ui::EngineBanner</name>
    <message>
        <source>Ollama is not reachable</source>
        <translation>Ollama ist nicht erreichbar</translation>
    </message>
    <message>
        <source>This Ollama is too old</source>
        <translation>Dieses Ollama ist zu alt</translation>
    </message>
    <message>
        <source>Version %1 answers; a newer one is needed.</source>
        <translation>Es antwortet Version %1; nötig ist eine neuere.</translation>
    </message>
    <message>
        <source>What answers there is not Ollama</source>
        <translation>Was dort antwortet, ist nicht Ollama</translation>
    </message>
    <message>
        <source>This is the demo engine</source>
        <translation>Das ist die Demo-Engine</translation>
    </message>
    <message>
        <source>Its answers are made up, there is no AI in it.</source>
        <translation>Ihre Antworten sind erfunden, darin steckt keine KI.</translation>
    </message>
    <message>
        <source>This Ollama is outdated</source>
        <translation>Dieses Ollama ist veraltet</translation>
    </message>
    <message>
        <source>It may cut long chats without saying so. Version 0.12.4 or newer does not.</source>
        <translation>Es schneidet lange Chats womöglich stillschweigend ab. Ab Version 0.12.4 passiert das nicht.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Engine settings</source>
        <translation>Engine-Einstellungen</translation>
    </message>
    <message>
        <source>The data can only be read</source>
        <translation>Die Daten lassen sich nur lesen</translation>
    </message>
    <message>
        <source>Your chats stay readable. Lokal tries again by itself.</source>
        <translation>Die Chats bleiben lesbar. Lokal versucht es von selbst wieder.</translation>
    </message>
    <message>
        <source>Trying…</source>
        <translation>Wird versucht …</translation>
    </message>
    <message>
        <source>Chats can be read, not continued. Make the folder writable and start Lokal again.</source>
        <translation>Chats lassen sich lesen, nicht fortsetzen. Den Ordner beschreibbar machen und Lokal neu starten.</translation>
    </message>
</context>
<context>
    <name>lokal::ui::EngineOutcome</name>
    <message>
        <source>asking…</source>
        <translation>wird gefragt …</translation>
    </message>
    <message>
        <source>Ollama %1</source>
        <translation>Ollama %1</translation>
    </message>
    <message>
        <source>an old Ollama</source>
        <translation>ein altes Ollama</translation>
    </message>
    <message>
        <source>answers, but is not Ollama</source>
        <translation>antwortet, ist aber nicht Ollama</translation>
    </message>
    <message>
        <source>refused the connection</source>
        <translation>hat die Verbindung abgelehnt</translation>
    </message>
    <message>
        <source>unknown host name</source>
        <translation>unbekannter Rechnername</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>keine Antwort</translation>
    </message>
    <message>
        <source>on this computer</source>
        <translation>auf diesem Computer</translation>
    </message>
    <message>
        <source>at %1</source>
        <translation>unter %1</translation>
    </message>
    <message>
        <source>Version %1 %2, but without a model yet. Get one with the command below; this page notices it by itself.</source>
        <extracomment>%1 is a version, %2 &quot;on this computer&quot; or &quot;at http://…&quot;</extracomment>
        <translation>Version %1 %2, aber noch ohne Modell. Der Befehl unten holt eines; diese Seite merkt es von selbst.</translation>
    </message>
    <message>
        <source>From 0.12.4 on the context window is under exact control: an update helps.</source>
        <translation>Ab 0.12.4 lässt sich das Kontextfenster genau steuern: Eine Aktualisierung lohnt sich.</translation>
    </message>
    <message>
        <source>Ollama is running</source>
        <translation>Ollama läuft</translation>
    </message>
    <message>
        <source>Ollama is installed but not running</source>
        <translation>Ollama ist installiert, läuft aber nicht</translation>
    </message>
    <message>
        <source>Start it here, or by hand. This page goes on by itself as soon as Ollama answers.</source>
        <translation>Hier oder von Hand starten. Diese Seite geht von selbst weiter, sobald Ollama antwortet.</translation>
    </message>
    <message>
        <source>Ollama was not found</source>
        <translation>Ollama wurde nicht gefunden</translation>
    </message>
    <message>
        <source>Lokal talks to models through Ollama, a free program that runs them on this computer. Install it with:</source>
        <translation>Lokal spricht über Ollama mit den Modellen, ein freies Programm, das sie auf diesem Computer ausführt. Installieren mit:</translation>
    </message>
    <message>
        <source>The other computer does not answer</source>
        <translation>Der andere Computer antwortet nicht</translation>
    </message>
    <message>
        <source>%1 %2. Ollama there has to be running and to listen on the network (OLLAMA_HOST=0.0.0.0).</source>
        <translation>%1: %2. Dort muss Ollama laufen und im Netzwerk erreichbar sein (OLLAMA_HOST=0.0.0.0).</translation>
    </message>
    <message>
        <source>Lokal needs 0.5.0, and 0.12.4 or newer for exact control of the context window.</source>
        <translation>Lokal braucht mindestens 0.5.0, für die genaue Steuerung des Kontextfensters 0.12.4 oder neuer.</translation>
    </message>
    <message>
        <source>This Ollama is too old</source>
        <translation>Dieses Ollama ist zu alt</translation>
    </message>
    <message>
        <source>An old version answers at the address below.</source>
        <translation>Unter der unten genannten Adresse antwortet eine alte Version.</translation>
    </message>
    <message>
        <source>Version %1 answers at the address below.</source>
        <translation>Unter der unten genannten Adresse antwortet Version %1.</translation>
    </message>
    <message>
        <source>Update with the same command that installs it:</source>
        <translation>Aktualisieren mit demselben Befehl wie zur Installation:</translation>
    </message>
    <message>
        <source>This is not Ollama</source>
        <translation>Das ist nicht Ollama</translation>
    </message>
    <message>
        <source>Another program answers at the address below. Give the right address, or end that program and start Ollama.</source>
        <translation>Unter der unten genannten Adresse antwortet ein anderes Programm. Die richtige Adresse angeben oder das Programm beenden und Ollama starten.</translation>
    </message>
    <message>
        <source>Looking for Ollama</source>
        <translation>Ollama wird gesucht</translation>
    </message>
    <message>
        <source>It runs the language models on this computer.</source>
        <translation>Es führt die Sprachmodelle auf diesem Computer aus.</translation>
    </message>
    <message>
        <source>Version %1 %2, with one model.</source>
        <translation>Version %1 %2, mit einem Modell.</translation>
    </message>
    <message numerus="yes">
        <source>Version %1 %2, with %n models.</source>
        <translation>
            <numerusform>Version %1 %2, mit %n Modell.</numerusform>
            <numerusform>Version %1 %2, mit %n Modellen.</numerusform>
        </translation>
    </message>
    <message>
        <source>the demo engine</source>
        <translation>die Demo-Engine</translation>
    </message>
    <message>
        <source>The demo engine is running</source>
        <translation>Die Demo-Engine läuft</translation>
    </message>
    <message>
        <source>Made-up answers, no AI: it shows what the window can do.</source>
        <translation>Erfundene Antworten, keine KI: Sie zeigt, was das Fenster kann.</translation>
    </message>
    <message>
        <source>Update on that computer, with the same command that installs it:</source>
        <translation>Auf dem anderen Computer aktualisieren, mit demselben Befehl wie zur Installation:</translation>
    </message>
    <message>
        <source>Version %1 %2, but it does not tell its models. This page asks again by itself; if that does not help, restart Ollama.</source>
        <extracomment>%1 is a version, %2 &quot;on this computer&quot; or &quot;at http://…&quot;</extracomment>
        <translation>Version %1 %2, nennt aber seine Modelle nicht. Diese Seite fragt von selbst wieder; hilft das nicht, Ollama neu starten.</translation>
    </message>
</context>
<context>
    <name>lokal::ui::EngineWatch</name>
    <message>
        <source>that is no address</source>
        <translation>das ist keine Adresse</translation>
    </message>
</context>
<context>
    <name>lokal::ui::ErrorText</name>
    <message numerus="yes">
        <source>Try again in %n second(s).</source>
        <translation>
            <numerusform>In %n Sekunde erneut versuchen.</numerusform>
            <numerusform>In %n Sekunden erneut versuchen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Try again in a moment.</source>
        <translation>Gleich noch einmal versuchen.</translation>
    </message>
    <message>
        <source>The data is not valid JSON</source>
        <translation>Die Daten sind kein gültiges JSON</translation>
    </message>
    <message>
        <source>A bracket, comma or quotation mark is probably missing.</source>
        <translation>Wahrscheinlich fehlt eine Klammer, ein Komma oder ein Anführungszeichen.</translation>
    </message>
    <message>
        <source>Something in the form is not right</source>
        <translation>Im Formular stimmt etwas nicht</translation>
    </message>
    <message>
        <source>Correct what is marked and try again.</source>
        <translation>Markiertes korrigieren und erneut versuchen.</translation>
    </message>
    <message>
        <source>There is a field that is not known here</source>
        <translation>Ein Feld ist hier nicht bekannt</translation>
    </message>
    <message>
        <source>Check its spelling; the file may come from a newer version.</source>
        <translation>Schreibweise prüfen; die Datei stammt womöglich aus einer neueren Version.</translation>
    </message>
    <message>
        <source>That cannot be changed</source>
        <translation>Das lässt sich nicht ändern</translation>
    </message>
    <message>
        <source>Only the other fields can be edited.</source>
        <translation>Nur die anderen Felder können bearbeitet werden.</translation>
    </message>
    <message>
        <source>That is too large</source>
        <translation>Das ist zu groß</translation>
    </message>
    <message>
        <source>Shorten the text, or send it in parts.</source>
        <translation>Den Text kürzen oder in Teilen senden.</translation>
    </message>
    <message>
        <source>The request is too long</source>
        <translation>Die Anfrage ist zu lang</translation>
    </message>
    <message>
        <source>Use a shorter search or fewer filters.</source>
        <translation>Kürzer suchen oder weniger Filter verwenden.</translation>
    </message>
    <message>
        <source>This kind of file is not supported</source>
        <translation>Diese Art von Datei wird nicht unterstützt</translation>
    </message>
    <message>
        <source>Use plain text or one of the usual image formats.</source>
        <translation>Reinen Text oder eines der üblichen Bildformate verwenden.</translation>
    </message>
    <message>
        <source>The request took too long to arrive</source>
        <translation>Die Anfrage kam nicht rechtzeitig an</translation>
    </message>
    <message>
        <source>The connection may be slow or interrupted. Try again.</source>
        <translation>Die Verbindung ist womöglich langsam oder unterbrochen. Erneut versuchen.</translation>
    </message>
    <message>
        <source>That is not available in this version</source>
        <translation>Das gibt es in dieser Version nicht</translation>
    </message>
    <message>
        <source>A newer version may be able to do it.</source>
        <translation>Eine neuere Version kann es vielleicht.</translation>
    </message>
    <message>
        <source>The request could not be understood</source>
        <translation>Die Anfrage war nicht zu verstehen</translation>
    </message>
    <message>
        <source>The program that sent it probably belongs to another version.</source>
        <translation>Das sendende Programm gehört wahrscheinlich zu einer anderen Version.</translation>
    </message>
    <message>
        <source>User name or password is wrong</source>
        <translation>Benutzername oder Passwort ist falsch</translation>
    </message>
    <message>
        <source>Check both, and whether caps lock is on.</source>
        <translation>Beides prüfen, auch die Feststelltaste.</translation>
    </message>
    <message>
        <source>The current password is wrong</source>
        <translation>Das aktuelle Passwort ist falsch</translation>
    </message>
    <message>
        <source>Type the password with which you signed in.</source>
        <translation>Das bei der Anmeldung verwendete Passwort eingeben.</translation>
    </message>
    <message>
        <source>Your sign-in has ended</source>
        <translation>Die Anmeldung ist abgelaufen</translation>
    </message>
    <message>
        <source>Sign in again to go on.</source>
        <translation>Zum Weitermachen erneut anmelden.</translation>
    </message>
    <message>
        <source>Two different credentials were sent</source>
        <translation>Es wurden zwei verschiedene Zugangsdaten gesendet</translation>
    </message>
    <message>
        <source>Use either a key or a sign-in, not both.</source>
        <translation>Entweder einen Schlüssel oder eine Anmeldung verwenden, nicht beides.</translation>
    </message>
    <message>
        <source>This address is not allowed</source>
        <translation>Diese Adresse ist nicht erlaubt</translation>
    </message>
    <message>
        <source>Use the address that is shown in the settings under API.</source>
        <translation>Die Adresse verwenden, die in den Einstellungen unter API steht.</translation>
    </message>
    <message>
        <source>This web page is not allowed to ask</source>
        <translation>Diese Webseite darf nicht anfragen</translation>
    </message>
    <message>
        <source>An administrator can allow it in the settings under API.</source>
        <translation>Die Administration kann es in den Einstellungen unter API erlauben.</translation>
    </message>
    <message>
        <source>New accounts cannot be created here</source>
        <translation>Neue Konten können hier nicht angelegt werden</translation>
    </message>
    <message>
        <source>Ask an administrator to make one for you.</source>
        <translation>Die Administration um ein Konto bitten.</translation>
    </message>
    <message>
        <source>Too many attempts</source>
        <translation>Zu viele Versuche</translation>
    </message>
    <message>
        <source>You are not allowed to do that</source>
        <translation>Dazu fehlt die Berechtigung</translation>
    </message>
    <message>
        <source>An administrator of this installation can grant the right.</source>
        <translation>Die Administration dieser Installation kann das Recht vergeben.</translation>
    </message>
    <message>
        <source>That does not exist any more</source>
        <translation>Das gibt es nicht mehr</translation>
    </message>
    <message>
        <source>It was probably deleted in the meantime.</source>
        <translation>Es wurde wahrscheinlich inzwischen gelöscht.</translation>
    </message>
    <message>
        <source>This name is already in use</source>
        <translation>Dieser Name ist schon vergeben</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>Bitte einen anderen Namen wählen.</translation>
    </message>
    <message>
        <source>An answer is already being written in this chat</source>
        <translation>In diesem Chat wird schon eine Antwort geschrieben</translation>
    </message>
    <message>
        <source>Wait for it to finish, or stop it.</source>
        <translation>Warten, bis sie fertig ist, oder sie anhalten.</translation>
    </message>
    <message>
        <source>Chats still use this configuration</source>
        <translation>Chats verwenden diese Konfiguration noch</translation>
    </message>
    <message>
        <source>Move them to another configuration first.</source>
        <translation>Sie erst auf eine andere Konfiguration umstellen.</translation>
    </message>
    <message>
        <source>The first account already exists</source>
        <translation>Das erste Konto besteht schon</translation>
    </message>
    <message>
        <source>Sign in, or ask an administrator for an account.</source>
        <translation>Anmelden oder die Administration um ein Konto bitten.</translation>
    </message>
    <message>
        <source>This is the last administrator</source>
        <translation>Das ist das letzte Administrationskonto</translation>
    </message>
    <message>
        <source>Make somebody else an administrator first.</source>
        <translation>Erst eine andere Person zur Administration berechtigen.</translation>
    </message>
    <message>
        <source>It was changed somewhere else in the meantime</source>
        <translation>Inzwischen wurde es an anderer Stelle geändert</translation>
    </message>
    <message>
        <source>Look at the current state and make your change again.</source>
        <translation>Den aktuellen Stand ansehen und die Änderung wiederholen.</translation>
    </message>
    <message>
        <source>%1 is not installed</source>
        <translation>%1 ist nicht installiert</translation>
    </message>
    <message>
        <source>The model</source>
        <translation>Das Modell</translation>
    </message>
    <message>
        <source>Get it, or choose another model.</source>
        <translation>Es herunterladen oder ein anderes Modell wählen.</translation>
    </message>
    <message>
        <source>%1 cannot do that</source>
        <translation>%1 kann das nicht</translation>
    </message>
    <message>
        <source>This model</source>
        <translation>Dieses Modell</translation>
    </message>
    <message>
        <source>Choose a model that can read images, use tools or think, as needed.</source>
        <translation>Je nach Bedarf ein Modell wählen, das Bilder lesen, Werkzeuge benutzen oder nachdenken kann.</translation>
    </message>
    <message>
        <source>Leave out older turns, shorten the message, or choose a larger context.</source>
        <translation>Ältere Runden weglassen, die Nachricht kürzen oder einen größeren Kontext wählen.</translation>
    </message>
    <message>
        <source>It needs about %1 tokens; the model sees %2.</source>
        <extracomment>%1 and %2 are numbers of tokens</extracomment>
        <translation>Nötig sind etwa %1 Token; das Modell sieht %2.</translation>
    </message>
    <message>
        <source>The chat does not fit into the context any more</source>
        <translation>Der Chat passt nicht mehr in den Kontext</translation>
    </message>
    <message>
        <source>Ollama is not reachable</source>
        <translation>Ollama ist nicht erreichbar</translation>
    </message>
    <message>
        <source>It is probably not running, or its address has changed. Start it, or look at the engine settings.</source>
        <translation>Es läuft wahrscheinlich nicht, oder seine Adresse hat sich geändert. Ollama starten oder die Engine-Einstellungen ansehen.</translation>
    </message>
    <message>
        <source>Ollama did not answer in time</source>
        <translation>Ollama hat nicht rechtzeitig geantwortet</translation>
    </message>
    <message>
        <source>A large model may still be loading. Wait a little, or use a smaller one.</source>
        <translation>Womöglich wird ein großes Modell noch geladen. Etwas warten oder ein kleineres verwenden.</translation>
    </message>
    <message>
        <source>Ollama is busy</source>
        <translation>Ollama ist beschäftigt</translation>
    </message>
    <message>
        <source>Too many people are waiting for an answer</source>
        <translation>Zu viele Personen warten auf eine Antwort</translation>
    </message>
    <message>
        <source>The computer is too busy at the moment</source>
        <translation>Der Computer ist gerade zu beschäftigt</translation>
    </message>
    <message>
        <source>Ollama gave an answer that could not be read</source>
        <translation>Die Antwort von Ollama war nicht lesbar</translation>
    </message>
    <message>
        <source>Something else may be running at that address, or its version does not fit. What came so far is kept.</source>
        <translation>Unter dieser Adresse läuft womöglich etwas anderes, oder die Version passt nicht. Was bis dahin kam, bleibt erhalten.</translation>
    </message>
    <message>
        <source>The answer was interrupted</source>
        <translation>Die Antwort wurde unterbrochen</translation>
    </message>
    <message>
        <source>The program ended while it was being written. What came so far is kept.</source>
        <translation>Das Programm endete, während sie geschrieben wurde. Was bis dahin kam, bleibt erhalten.</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>What came so far is kept.</source>
        <translation>Was bis dahin kam, bleibt erhalten.</translation>
    </message>
    <message>
        <source>Ollama reported an error</source>
        <translation>Ollama hat einen Fehler gemeldet</translation>
    </message>
    <message>
        <source>Often the computer ran out of memory, or Ollama was restarted. Try again, or use a smaller model.</source>
        <translation>Oft ging dem Computer der Speicher aus, oder Ollama wurde neu gestartet. Erneut versuchen oder ein kleineres Modell verwenden.</translation>
    </message>
    <message>
        <source>The disk is full</source>
        <translation>Der Datenträger ist voll</translation>
    </message>
    <message>
        <source>Nothing can be saved until there is room again.</source>
        <translation>Bis wieder Platz ist, kann nichts gespeichert werden.</translation>
    </message>
    <message>
        <source>The data cannot be changed</source>
        <translation>Die Daten können nicht geändert werden</translation>
    </message>
    <message>
        <source>The data is in use</source>
        <translation>Die Daten werden gerade verwendet</translation>
    </message>
    <message>
        <source>Another program may have it open. Try again in a moment.</source>
        <translation>Womöglich hat ein anderes Programm sie geöffnet. Gleich noch einmal versuchen.</translation>
    </message>
    <message>
        <source>The data could not be read or written</source>
        <translation>Die Daten konnten nicht gelesen oder geschrieben werden</translation>
    </message>
    <message>
        <source>The disk may be damaged or not connected. A backup may help.</source>
        <translation>Der Datenträger ist womöglich beschädigt oder nicht verbunden. Eine Sicherung kann helfen.</translation>
    </message>
    <message>
        <source>Something went wrong in the program</source>
        <translation>Im Programm ist etwas schiefgegangen</translation>
    </message>
    <message>
        <source>Try again. If it happens again, the details help to find the cause.</source>
        <translation>Erneut versuchen. Passiert es wieder, helfen die Details bei der Suche nach der Ursache.</translation>
    </message>
    <message>
        <source>The folder with the data is write-protected. Make it writable and start Lokal again.</source>
        <translation>Der Ordner mit den Daten ist schreibgeschützt. Ihn beschreibbar machen und Lokal neu starten.</translation>
    </message>
</context>
<context>
    <name>lokal::ui::FindBar</name>
    <message>
        <source>Previous hit</source>
        <translation>Voriger Treffer</translation>
    </message>
    <message>
        <source>Next hit</source>
        <translation>Nächster Treffer</translation>
    </message>
    <message>
        <source>Find in this chat</source>
        <translation>In diesem Chat suchen</translation>
    </message>
    <message>
        <source>Close the search</source>
        <translation>Suche schließen</translation>
    </message>
    <message>
        <source>no hits</source>
        <extracomment>Search hits: which one of how many.</extracomment>
        <translation>keine Treffer</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>searching…</source>
        <translation>sucht …</translation>
    </message>
    <message>
        <source>%1 of %2+</source>
        <extracomment>Search hits: which one of how many so far; there may be more.</extracomment>
        <translation>%1 von %2+</translation>
    </message>
</context>
<context>
    <name>lokal::ui::FirstRunPage</name>
    <message>
        <source>Try the demo engine</source>
        <translation>Demo-Engine ausprobieren</translation>
    </message>
    <message>
        <source>Built in, no AI: shows what the window can do</source>
        <translation>Eingebaut, ohne KI: zeigt, was das Fenster kann</translation>
    </message>
    <message>
        <source>Try it</source>
        <translation>Ausprobieren</translation>
    </message>
    <message>
        <source>Skip for now</source>
        <translation>Vorerst überspringen</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>Engine</translation>
    </message>
    <message>
        <source>Chat</source>
        <translation>Chat</translation>
    </message>
    <message>
        <source>Ollama was started but does not answer yet. The command shows why.</source>
        <translation>Ollama wurde gestartet, antwortet aber noch nicht. Der Befehl zeigt, warum.</translation>
    </message>
    <message>
        <source>What does this do?</source>
        <translation>Was bewirkt das?</translation>
    </message>
    <message>
        <source>Needs an administrator password.</source>
        <translation>Braucht ein Administrationspasswort.</translation>
    </message>
    <message>
        <source>Another computer…</source>
        <translation>Anderer Computer …</translation>
    </message>
    <message>
        <source>Demo engine</source>
        <translation>Demo-Engine</translation>
    </message>
    <message>
        <source>Try with the demo engine, no AI</source>
        <translation>Mit der Demo-Engine ausprobieren, ohne KI</translation>
    </message>
    <message>
        <source>Start chatting</source>
        <translation>Chat beginnen</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>Wird gestartet …</translation>
    </message>
    <message>
        <source>Start Ollama</source>
        <translation>Ollama starten</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Erneut prüfen</translation>
    </message>
    <message>
        <source>%1, asking again in %2 s</source>
        <extracomment>%1 is for example &quot;no answer&quot;</extracomment>
        <translation>%1, nächster Versuch in %2 s</translation>
    </message>
    <message>
        <source>%1, asking again</source>
        <translation>%1, nächster Versuch läuft</translation>
    </message>
    <message>
        <source>not set</source>
        <translation>nicht festgelegt</translation>
    </message>
    <message>
        <source>Ollama could not be started from here. Use the command above.</source>
        <translation>Ollama ließ sich von hier aus nicht starten. Den Befehl oben verwenden.</translation>
    </message>
    <message>
        <source>Use Ollama instead</source>
        <translation>Stattdessen Ollama verwenden</translation>
    </message>
    <message>
        <source>Back to the chat</source>
        <translation>Zurück zum Chat</translation>
    </message>
</context>
<context>
    <name>lokal::ui::FoundModels</name>
    <message>
        <source>Installed models</source>
        <translation>Installierte Modelle</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weiteres</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>for search only</source>
        <translation>nur für die Suche</translation>
    </message>
</context>
<context>
    <name>lokal::ui::IdentitySection</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>System prompt</source>
        <translation>Systemprompt</translation>
    </message>
    <message>
        <source>Choose a model</source>
        <translation>Modell wählen</translation>
    </message>
    <message>
        <source>told to the model before every chat</source>
        <translation>geht jedem Chat voran</translation>
    </message>
    <message>
        <source>For example: You are a patient teacher. Explain step by step.</source>
        <translation>Zum Beispiel: Du bist eine geduldige Lehrerin. Erkläre Schritt für Schritt.</translation>
    </message>
    <message>
        <source>What it is</source>
        <translation>Was es ist</translation>
    </message>
    <message>
        <source>Ollama does not answer, so its models are not listed.</source>
        <translation>Ollama antwortet nicht, daher sind seine Modelle nicht aufgeführt.</translation>
    </message>
    <message>
        <source>Not installed any more.</source>
        <translation>Nicht mehr installiert.</translation>
    </message>
    <message>
        <source>No model is installed yet.</source>
        <translation>Noch ist kein Modell installiert.</translation>
    </message>
    <message>
        <source>about one token</source>
        <translation>etwa ein Token</translation>
    </message>
    <message numerus="yes">
        <source>about %n tokens</source>
        <translation>
            <numerusform>etwa %n Token</numerusform>
            <numerusform>etwa %n Token</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lokal::ui::LinkPopup</name>
    <message>
        <source>Write a mail to this address?</source>
        <translation>Eine E-Mail an diese Adresse schreiben?</translation>
    </message>
    <message>
        <source>Open this address in the browser?</source>
        <translation>Diese Adresse im Browser öffnen?</translation>
    </message>
    <message>
        <source>What stands before the @ is no address: this leads to %1.</source>
        <translation>Was vor dem @ steht, ist keine Adresse: Das führt zu %1.</translation>
    </message>
    <message>
        <source>Write a mail</source>
        <translation>E-Mail schreiben</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Copy address</source>
        <translation>Adresse kopieren</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>lokal::ui::LookedAt</name>
    <message>
        <source>Looked at</source>
        <translation>Hier gesucht</translation>
    </message>
</context>
<context>
    <name>lokal::ui::MainWindow</name>
    <message>
        <source>Lokal-AI</source>
        <extracomment>Title of the window: name of the chat or page, name of the program.</extracomment>
        <translation>Lokal-AI</translation>
    </message>
    <message>
        <source>Your sign-in has ended. Sign in again to go on.</source>
        <translation>Die Anmeldung ist abgelaufen. Zum Weitermachen erneut anmelden.</translation>
    </message>
    <message>
        <source>%1 - Lokal-AI</source>
        <translation>%1 - Lokal-AI</translation>
    </message>
    <message>
        <source>An answer is being written</source>
        <translation>Eine Antwort wird geschrieben</translation>
    </message>
    <message>
        <source>They go on only while Lokal is open. What came so far is kept.</source>
        <translation>Das geht nur weiter, solange Lokal geöffnet ist. Was bis dahin kam, bleibt erhalten.</translation>
    </message>
    <message>
        <source>Wait</source>
        <translation>Warten</translation>
    </message>
    <message>
        <source>Stop and quit</source>
        <translation>Anhalten und beenden</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>Engine</translation>
    </message>
    <message numerus="yes">
        <source>%n answers are being written</source>
        <translation>
            <numerusform>%n Antwort wird geschrieben</numerusform>
            <numerusform>%n Antworten werden geschrieben</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lokal::ui::MessageEditor</name>
    <message>
        <source>Edit your message</source>
        <translation>Eigene Nachricht bearbeiten</translation>
    </message>
    <message>
        <source>Save and run again</source>
        <translation>Speichern und neu beantworten</translation>
    </message>
    <message>
        <source>Save only</source>
        <translation>Nur speichern</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Ctrl+Enter</source>
        <translation>Strg+Eingabe</translation>
    </message>
    <message>
        <source>Ctrl+S</source>
        <translation>Strg+S</translation>
    </message>
    <message>
        <source>Escape</source>
        <translation>Esc</translation>
    </message>
</context>
<context>
    <name>lokal::ui::MessageLayout</name>
    <message>
        <source>Thinking… %1 s</source>
        <extracomment>While the model thinks; %1 is the running number of seconds.</extracomment>
        <translation>Denkt nach … %1 s</translation>
    </message>
    <message>
        <source>Thinking…</source>
        <translation>Denkt nach …</translation>
    </message>
    <message>
        <source>Thought for 1 second</source>
        <translation>1 Sekunde nachgedacht</translation>
    </message>
    <message>
        <source>Thought for %1 seconds</source>
        <translation>%1 Sekunden nachgedacht</translation>
    </message>
    <message>
        <source>Thought about it</source>
        <translation>Nachgedacht</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
</context>
<context>
    <name>lokal::ui::ModelPicker</name>
    <message>
        <source>Manage configurations…</source>
        <translation>Konfigurationen verwalten …</translation>
    </message>
    <message>
        <source>Choose a model</source>
        <translation>Modell wählen</translation>
    </message>
    <message>
        <source>Search models and configurations</source>
        <translation>Modelle und Konfigurationen durchsuchen</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Configurations</source>
        <translation>Konfigurationen</translation>
    </message>
    <message>
        <source>Asking Ollama…</source>
        <translation>Ollama wird gefragt …</translation>
    </message>
    <message>
        <source>No such model is installed. This command gets it, if it exists:</source>
        <translation>Ein solches Modell ist nicht installiert. Dieser Befehl holt es, falls es existiert:</translation>
    </message>
    <message>
        <source>No such model is installed.</source>
        <translation>Ein solches Modell ist nicht installiert.</translation>
    </message>
    <message>
        <source>No model is installed yet. This command gets a small one:</source>
        <translation>Noch ist kein Modell installiert. Dieser Befehl holt ein kleines:</translation>
    </message>
</context>
<context>
    <name>lokal::ui::ModelRow</name>
    <message>
        <source>chosen now</source>
        <translation>gerade gewählt</translation>
    </message>
    <message>
        <source>loaded</source>
        <translation>geladen</translation>
    </message>
</context>
<context>
    <name>lokal::ui::ModelWords</name>
    <message>
        <source>%1 GB</source>
        <translation>%1 GB</translation>
    </message>
    <message>
        <source>%1 MB</source>
        <translation>%1 MB</translation>
    </message>
    <message>
        <source>reads images</source>
        <translation>liest Bilder</translation>
    </message>
    <message>
        <source>thinks</source>
        <translation>denkt nach</translation>
    </message>
    <message>
        <source>uses tools</source>
        <translation>benutzt Werkzeuge</translation>
    </message>
    <message>
        <source>for search only</source>
        <translation>nur für die Suche</translation>
    </message>
</context>
<context>
    <name>lokal::ui::NewChatButton</name>
    <message>
        <source>New chat</source>
        <translation>Neuer Chat</translation>
    </message>
    <message>
        <source>New chat (Ctrl+N)</source>
        <translation>Neuer Chat (Strg+N)</translation>
    </message>
</context>
<context>
    <name>lokal::ui::NumbersSection</name>
    <message>
        <source>How it writes</source>
        <translation>Wie es schreibt</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>Temperatur</translation>
    </message>
    <message>
        <source>higher is more varied</source>
        <translation>höher ist abwechslungsreicher</translation>
    </message>
    <message>
        <source>Top P</source>
        <translation>Top P</translation>
    </message>
    <message>
        <source>keeps the likeliest words up to this share</source>
        <translation>wahrscheinlichste Wörter bis zu diesem Anteil</translation>
    </message>
    <message>
        <source>Top K</source>
        <translation>Top K</translation>
    </message>
    <message>
        <source>keeps this many words</source>
        <translation>behält so viele Wörter</translation>
    </message>
    <message>
        <source>Min P</source>
        <translation>Min P</translation>
    </message>
    <message>
        <source>drops words far below the best one</source>
        <translation>lässt Wörter weit unter dem besten weg</translation>
    </message>
    <message>
        <source>Repeat penalty</source>
        <translation>Wiederholungsstrafe</translation>
    </message>
    <message>
        <source>above 1 repeats less</source>
        <translation>über 1 wiederholt sich weniger</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Seed</translation>
    </message>
    <message>
        <source>same seed, same answer; −1 is random</source>
        <translation>gleicher Seed, gleiche Antwort; −1 ist zufällig</translation>
    </message>
    <message>
        <source>How much</source>
        <translation>Wie viel</translation>
    </message>
    <message>
        <source>Context length</source>
        <translation>Kontextlänge</translation>
    </message>
    <message>
        <source>tokens the model sees</source>
        <translation>Token, die das Modell sieht</translation>
    </message>
    <message>
        <source>Max answer</source>
        <translation>Max. Antwortlänge</translation>
    </message>
    <message>
        <source>tokens, then it stops</source>
        <translation>Token, dann ist Schluss</translation>
    </message>
    <message>
        <source>random</source>
        <translation>zufällig</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>unbegrenzt</translation>
    </message>
    <message>
        <source>automatic</source>
        <translation>automatisch</translation>
    </message>
    <message>
        <source>This model was trained for %1 tokens; beyond that its answers get worse.</source>
        <translation>Dieses Modell wurde für %1 Token trainiert; darüber hinaus werden seine Antworten schlechter.</translation>
    </message>
    <message>
        <source>Another length makes Ollama load the model anew; more takes more memory.</source>
        <translation>Bei einer anderen Länge lädt Ollama das Modell neu; mehr braucht mehr Speicher.</translation>
    </message>
    <message>
        <source>This model was trained for %1 tokens.</source>
        <translation>Dieses Modell wurde für %1 Token trainiert.</translation>
    </message>
    <message>
        <source>default</source>
        <extracomment>In a number field: what applies by itself, not known yet</extracomment>
        <translation>Vorgabe</translation>
    </message>
</context>
<context>
    <name>lokal::ui::PasswordField</name>
    <message>
        <source>Caps lock is on</source>
        <translation>Die Feststelltaste ist aktiv</translation>
    </message>
    <message>
        <source>Hide password</source>
        <translation>Passwort verbergen</translation>
    </message>
    <message>
        <source>Show password</source>
        <translation>Passwort anzeigen</translation>
    </message>
</context>
<context>
    <name>lokal::ui::PasswordJudge</name>
    <message>
        <source>At least 8 characters, please</source>
        <translation>Bitte mindestens 8 Zeichen</translation>
    </message>
    <message>
        <source>At most 256 characters, please</source>
        <translation>Bitte höchstens 256 Zeichen</translation>
    </message>
    <message>
        <source>The user name is no password</source>
        <translation>Der Benutzername ist kein Passwort</translation>
    </message>
    <message>
        <source>Too easy to guess: add one or two more words</source>
        <translation>Zu leicht zu erraten: noch ein oder zwei Wörter anfügen</translation>
    </message>
</context>
<context>
    <name>lokal::ui::SendButton</name>
    <message>
        <source>Send</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>Stop the answer</source>
        <translation>Antwort anhalten</translation>
    </message>
</context>
<context>
    <name>lokal::ui::SentPopup</name>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>What will be sent, as JSON</source>
        <translation>Was gesendet wird, als JSON</translation>
    </message>
    <message>
        <source>What will be sent</source>
        <translation>Was gesendet wird</translation>
    </message>
    <message>
        <source>All else stays at the model default and is not sent.</source>
        <translation>Alles andere bleibt bei der Modellvorgabe und wird nicht gesendet.</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
</context>
<context>
    <name>lokal::ui::SessionDelegate</name>
    <message>
        <source>Name of the chat</source>
        <translation>Name des Chats</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
</context>
<context>
    <name>lokal::ui::SessionList</name>
    <message>
        <source>Chats</source>
        <translation>Chats</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>F2</source>
        <translation>F2</translation>
    </message>
    <message>
        <source>Unpin</source>
        <translation>Lösen</translation>
    </message>
    <message>
        <source>Pin</source>
        <translation>Anheften</translation>
    </message>
    <message>
        <source>Move to trash</source>
        <translation>In den Papierkorb</translation>
    </message>
    <message>
        <source>Del</source>
        <translation>Entf</translation>
    </message>
</context>
<context>
    <name>lokal::ui::SessionListModel</name>
    <message>
        <source>Pinned</source>
        <translation>Angeheftet</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>Gestern</translation>
    </message>
    <message>
        <source>Previous 7 days</source>
        <translation>Letzte 7 Tage</translation>
    </message>
    <message>
        <source>New chat</source>
        <translation>Neuer Chat</translation>
    </message>
    <message>
        <source>%1, an answer is being written</source>
        <translation>%1, eine Antwort wird geschrieben</translation>
    </message>
    <message>
        <source>%1, new answer</source>
        <translation>%1, neue Antwort</translation>
    </message>
    <message>
        <source>%1, the answer failed</source>
        <translation>%1, die Antwort ist fehlgeschlagen</translation>
    </message>
</context>
<context>
    <name>lokal::ui::SettingsPopup</name>
    <message>
        <source>Theme</source>
        <translation>Farbschema</translation>
    </message>
    <message>
        <source>System</source>
        <translation>System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Textgröße</translation>
    </message>
    <message>
        <source>The language is that of the system.</source>
        <translation>Die Sprache ist die des Systems.</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
</context>
<context>
    <name>lokal::ui::ShapeSection</name>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>JSON schema</source>
        <translation>JSON-Schema</translation>
    </message>
    <message>
        <source>Stop sequences</source>
        <translation>Stoppsequenzen</translation>
    </message>
    <message>
        <source>Raw</source>
        <translation>Roh</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>kept exactly as written</source>
        <translation>bleibt genau wie geschrieben</translation>
    </message>
    <message>
        <source>up to 16; \n is a new line, \t a tab</source>
        <translation>bis zu 16; \n ist eine neue Zeile, \t ein Tabulator</translation>
    </message>
    <message>
        <source>Add text that ends the answer</source>
        <translation>Stopptext hinzufügen</translation>
    </message>
    <message>
        <source>Shape of the answer</source>
        <translation>Form der Antwort</translation>
    </message>
    <message>
        <source>sends only the new message: no history, no system prompt</source>
        <translation>sendet nur die neue Nachricht: kein Verlauf, kein Systemprompt</translation>
    </message>
    <message>
        <source>Line %1 is not valid JSON: a comma, bracket or quotation mark is missing, or one too many.</source>
        <translation>Zeile %1 ist kein gültiges JSON: Ein Komma, eine Klammer oder ein Anführungszeichen fehlt oder ist zu viel.</translation>
    </message>
</context>
<context>
    <name>lokal::ui::Shortcuts</name>
    <message>
        <source>Enter</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Send the message</source>
        <translation>Nachricht senden</translation>
    </message>
    <message>
        <source>Shift+Enter</source>
        <translation>Umschalt+Eingabe</translation>
    </message>
    <message>
        <source>New line</source>
        <translation>Neue Zeile</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>Hoch</translation>
    </message>
    <message>
        <source>Last message again, in an empty composer</source>
        <translation>Letzte Nachricht noch einmal, im leeren Eingabefeld</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Stop the answer, close what is open</source>
        <translation>Antwort anhalten, Geöffnetes schließen</translation>
    </message>
    <message>
        <source>F2</source>
        <translation>F2</translation>
    </message>
    <message>
        <source>Rename the chat</source>
        <translation>Chat umbenennen</translation>
    </message>
    <message>
        <source>Alt+Left, Alt+Right</source>
        <translation>Alt+Links, Alt+Rechts</translation>
    </message>
    <message>
        <source>Other versions of a message</source>
        <translation>Andere Fassungen einer Nachricht</translation>
    </message>
    <message>
        <source>New chat</source>
        <translation>Neuer Chat</translation>
    </message>
    <message>
        <source>Search the chats</source>
        <translation>Chats durchsuchen</translation>
    </message>
    <message>
        <source>Find in this chat</source>
        <translation>In diesem Chat suchen</translation>
    </message>
    <message>
        <source>Choose the model</source>
        <translation>Modell wählen</translation>
    </message>
    <message>
        <source>Go to the composer</source>
        <translation>Zum Eingabefeld</translation>
    </message>
    <message>
        <source>Show or hide the sidebar</source>
        <translation>Seitenleiste ein- oder ausblenden</translation>
    </message>
    <message>
        <source>Next chat</source>
        <translation>Nächster Chat</translation>
    </message>
    <message>
        <source>Previous chat</source>
        <translation>Voriger Chat</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>This list</source>
        <translation>Diese Liste</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>lokal::ui::Sidebar</name>
    <message>
        <source>Hide the sidebar</source>
        <translation>Seitenleiste ausblenden</translation>
    </message>
    <message>
        <source>Search chats</source>
        <translation>Chats durchsuchen</translation>
    </message>
    <message>
        <source>Your chats will be listed here.</source>
        <translation>Hier werden die Chats aufgelistet.</translation>
    </message>
    <message>
        <source>No chat has that in its name.</source>
        <translation>Kein Chat hat das im Namen.</translation>
    </message>
</context>
<context>
    <name>lokal::ui::SidebarFoot</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Demo engine</source>
        <translation>Demo-Engine</translation>
    </message>
    <message>
        <source>no AI, only for looking around</source>
        <translation>ohne KI, nur zum Umsehen</translation>
    </message>
    <message>
        <source>Ollama connected</source>
        <translation>Ollama verbunden</translation>
    </message>
    <message>
        <source>Ollama not reachable</source>
        <translation>Ollama nicht erreichbar</translation>
    </message>
    <message>
        <source>trying again by itself</source>
        <translation>versucht es von selbst erneut</translation>
    </message>
    <message>
        <source>Ollama is too old</source>
        <translation>Ollama ist zu alt</translation>
    </message>
    <message>
        <source>version %1</source>
        <translation>Version %1</translation>
    </message>
    <message>
        <source>That is not Ollama</source>
        <translation>Das ist nicht Ollama</translation>
    </message>
    <message>
        <source>Looking for Ollama</source>
        <translation>Ollama wird gesucht</translation>
    </message>
    <message numerus="yes">
        <source>%n answers running</source>
        <translation>
            <numerusform>%n Antwort läuft</numerusform>
            <numerusform>%n Antworten laufen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <extracomment>Answers that wait in the queue</extracomment>
        <translation>
            <numerusform>%n wartet</numerusform>
            <numerusform>%n warten</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lokal::ui::SignInPage</name>
    <message>
        <source>User name or e-mail</source>
        <translation>Benutzername oder E-Mail</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>Stay signed in</source>
        <translation>Angemeldet bleiben</translation>
    </message>
    <message>
        <source>Accounts live on this computer only</source>
        <translation>Konten gibt es nur auf diesem Computer</translation>
    </message>
    <message>
        <source>Sign in to Lokal</source>
        <translation>Bei Lokal anmelden</translation>
    </message>
    <message>
        <source>on %1</source>
        <extracomment>Below &quot;Sign in to Lokal&quot;; %1 is the name of the computer</extracomment>
        <translation>auf %1</translation>
    </message>
    <message>
        <source>Create an account</source>
        <translation>Konto anlegen</translation>
    </message>
    <message>
        <source>New here?</source>
        <translation>Neu hier?</translation>
    </message>
    <message>
        <source>Type your user name or e-mail address.</source>
        <translation>Bitte Benutzernamen oder E-Mail-Adresse eingeben.</translation>
    </message>
    <message>
        <source>Type your password.</source>
        <translation>Bitte das Passwort eingeben.</translation>
    </message>
    <message>
        <source>Too many wrong tries.</source>
        <translation>Zu viele Fehlversuche.</translation>
    </message>
    <message>
        <source>%1 Next try in %2 s.</source>
        <extracomment>%1 is a sentence that says what was wrong</extracomment>
        <translation>%1 Nächster Versuch in %2 s.</translation>
    </message>
    <message>
        <source>Signing in…</source>
        <translation>Anmeldung läuft …</translation>
    </message>
    <message>
        <source>Sign in (%1 s)</source>
        <translation>Anmelden (%1 s)</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>The data can only be read</source>
        <translation>Die Daten lassen sich nur lesen</translation>
    </message>
    <message>
        <source>%1 Next try in %2 min.</source>
        <extracomment>%1 is a sentence that says what was wrong</extracomment>
        <translation>%1 Nächster Versuch in %2 min.</translation>
    </message>
    <message>
        <source>A sign-in has to be noted, and %1 is write-protected. Make the folder and what is in it writable for your account on this computer, and start Lokal again.</source>
        <extracomment>%1 is a folder</extracomment>
        <translation>Eine Anmeldung muss vermerkt werden, und %1 ist schreibgeschützt. Den Ordner und seinen Inhalt für das eigene Konto auf diesem Computer beschreibbar machen und Lokal neu starten.</translation>
    </message>
</context>
<context>
    <name>lokal::ui::SliderRow</name>
    <message>
        <source>Back to the model&apos;s own value: %1</source>
        <extracomment>Button beside a slider; %1 is its name</extracomment>
        <translation>Zurück zum eigenen Wert des Modells: %1</translation>
    </message>
    <message>
        <source>%1, as a number</source>
        <extracomment>Read aloud for the number field beside a slider; %1 is the slider&apos;s name</extracomment>
        <translation>%1, als Zahl</translation>
    </message>
    <message>
        <source>set here</source>
        <translation>hier festgelegt</translation>
    </message>
    <message>
        <source>model default</source>
        <translation>Modellvorgabe</translation>
    </message>
    <message>
        <source>Between %1 and %2.</source>
        <extracomment>Under a number field; %1 and %2 are the smallest and largest allowed value</extracomment>
        <translation>Zwischen %1 und %2.</translation>
    </message>
    <message>
        <source>A whole number, please.</source>
        <translation>Bitte eine ganze Zahl.</translation>
    </message>
</context>
<context>
    <name>lokal::ui::StartPage</name>
    <message>
        <source>Lokal is starting</source>
        <translation>Lokal startet</translation>
    </message>
    <message>
        <source>Lokal could not start</source>
        <translation>Lokal konnte nicht starten</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>Details kopieren</translation>
    </message>
    <message>
        <source>The database in %1 is damaged. Nothing was changed.</source>
        <translation>Die Datenbank in %1 ist beschädigt. Es wurde nichts geändert.</translation>
    </message>
    <message>
        <source>What lies in %1 as lokal-ai.db is not a database of Lokal. Nothing was changed.</source>
        <translation>Was in %1 als lokal-ai.db liegt, ist keine Datenbank von Lokal. Es wurde nichts geändert.</translation>
    </message>
    <message>
        <source>The database in %1 was made by a newer Lokal: its version is %2, this program knows up to %3. Nothing was changed; use the newer program.</source>
        <translation>Die Datenbank in %1 stammt von einem neueren Lokal: Sie hat die Version %2, dieses Programm kennt nur bis %3. Es wurde nichts geändert; mit dem neueren Programm öffnen.</translation>
    </message>
    <message>
        <source>There is no safe place for keys: no keychain, and no folder of its own.</source>
        <translation>Es gibt keinen sicheren Ort für Schlüssel: keinen Schlüsselbund und keinen eigenen Ordner.</translation>
    </message>
    <message>
        <source>The accounts could not be read.</source>
        <translation>Die Konten ließen sich nicht lesen.</translation>
    </message>
    <message>
        <source>A part of the program could not be started.</source>
        <translation>Ein Teil des Programms ließ sich nicht starten.</translation>
    </message>
    <message>
        <source>The newest backup is of %1. This command takes it and keeps what is there now in the folder “damaged”:</source>
        <extracomment>%1 is a date and a time; a command for the terminal follows</extracomment>
        <translation>Die neueste Sicherung ist vom %1. Dieser Befehl nimmt sie und bewahrt, was jetzt da ist, im Ordner „damaged“ auf:</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>The data in %1 is in use by %2. End that program, or start this one with another folder (--data-dir).</source>
        <extracomment>%2 names another process</extracomment>
        <translation>Die Daten in %1 sind in Gebrauch: %2. Jenes Programm beenden oder dieses mit einem anderen Ordner starten (--data-dir).</translation>
    </message>
    <message>
        <source>The data in %1 cannot be opened. Check that the folder belongs to your account on this computer and that the disk has room.</source>
        <translation>Die Daten in %1 lassen sich nicht öffnen. Prüfen, ob der Ordner dem eigenen Konto auf diesem Computer gehört und der Datenträger Platz hat.</translation>
    </message>
    <message>
        <source>There is no backup in the folder. If there is a copy elsewhere, put it in the place of lokal-ai.db and start Lokal again.</source>
        <translation>Im Ordner gibt es keine Sicherung. Falls anderswo eine Kopie liegt, sie an die Stelle von lokal-ai.db legen und Lokal neu starten.</translation>
    </message>
</context>
<context>
    <name>lokal::ui::StatisticsCard</name>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 tok/s</source>
        <translation>%1 Token/s</translation>
    </message>
    <message>
        <source>something went wrong</source>
        <translation>etwas schiefging</translation>
    </message>
    <message>
        <source>the program was ended</source>
        <translation>das Programm beendet wurde</translation>
    </message>
    <message>
        <source>the model finished</source>
        <translation>das Modell fertig war</translation>
    </message>
    <message>
        <source>the length limit was reached</source>
        <translation>die Längengrenze erreicht war</translation>
    </message>
    <message>
        <source>you pressed stop</source>
        <translation>Stopp gedrückt wurde</translation>
    </message>
    <message>
        <source>Share of loading, reading and writing</source>
        <translation>Anteile von Laden, Lesen und Schreiben</translation>
    </message>
    <message>
        <source>This answer</source>
        <translation>Diese Antwort</translation>
    </message>
    <message>
        <source>Loading the model</source>
        <translation>Modell laden</translation>
    </message>
    <message>
        <source>Reading the prompt</source>
        <translation>Prompt lesen</translation>
    </message>
    <message>
        <source>Writing the answer</source>
        <translation>Antwort schreiben</translation>
    </message>
    <message>
        <source>First token after</source>
        <translation>Erstes Token nach</translation>
    </message>
    <message>
        <source>Whole answer</source>
        <translation>Ganze Antwort</translation>
    </message>
    <message>
        <source>Context used</source>
        <translation>Kontext belegt</translation>
    </message>
    <message>
        <source>of %1 tokens</source>
        <translation>von %1 Token</translation>
    </message>
    <message>
        <source>Ended because</source>
        <translation>Beendet, weil</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Seed</translation>
    </message>
    <message>
        <source>random</source>
        <translation>zufällig</translation>
    </message>
    <message>
        <source>What was sent</source>
        <translation>Was gesendet wurde</translation>
    </message>
    <message>
        <source>Copy as curl</source>
        <translation>Als curl kopieren</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>Continued</source>
        <translation>Fortgesetzt</translation>
    </message>
    <message>
        <source>times and tokens are those of the last part</source>
        <translation>Zeiten und Token gelten für den letzten Teil</translation>
    </message>
</context>
<context>
    <name>lokal::ui::StepsBar</name>
    <message>
        <source>Step %1 of %2: %3</source>
        <extracomment>Read aloud; %1 and %2 are numbers, %3 is &quot;Engine&quot;</extracomment>
        <translation>Schritt %1 von %2: %3</translation>
    </message>
</context>
<context>
    <name>lokal::ui::StrengthMeter</name>
    <message>
        <source>Password strength</source>
        <extracomment>Read aloud; %1 is &quot;Weak&quot;, &quot;Good&quot; …</extracomment>
        <translation>Passwortstärke</translation>
    </message>
    <message>
        <source>Password strength: %1</source>
        <translation>Passwortstärke: %1</translation>
    </message>
    <message>
        <source>Weak</source>
        <translation>Schwach</translation>
    </message>
    <message>
        <source>Fair</source>
        <translation>Mäßig</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>Gut</translation>
    </message>
    <message>
        <source>Strong</source>
        <translation>Stark</translation>
    </message>
</context>
<context>
    <name>lokal::ui::ThinkingSection</name>
    <message>
        <source>Thinking</source>
        <translation>Nachdenken</translation>
    </message>
    <message>
        <source>Keep loaded</source>
        <translation>Geladen halten</translation>
    </message>
    <message>
        <source>When the context is full</source>
        <translation>Wenn der Kontext voll ist</translation>
    </message>
    <message>
        <source>Model default</source>
        <translation>Modellvorgabe</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>On</source>
        <translation>An</translation>
    </message>
    <message>
        <source>Low</source>
        <translation>Niedrig</translation>
    </message>
    <message>
        <source>Medium</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>High</source>
        <translation>Hoch</translation>
    </message>
    <message>
        <source>Max</source>
        <translation>Max</translation>
    </message>
    <message>
        <source>Refuse and say so</source>
        <translation>Ablehnen und Bescheid geben</translation>
    </message>
    <message>
        <source>Thinking and memory</source>
        <translation>Nachdenken und Speicher</translation>
    </message>
    <message>
        <source>before it answers; slower, often better</source>
        <extracomment>Beside &quot;Thinking&quot;; %1 is the name of a model</extracomment>
        <translation>vor der Antwort; langsamer, oft besser</translation>
    </message>
    <message>
        <source>%1 cannot think</source>
        <translation>%1 kann nicht nachdenken</translation>
    </message>
    <message>
        <source>Model default, 5 minutes</source>
        <translation>Vorgabe, 5 Minuten</translation>
    </message>
    <message>
        <source>Unload at once</source>
        <translation>Sofort entladen</translation>
    </message>
    <message>
        <source>5 minutes</source>
        <translation>5 Minuten</translation>
    </message>
    <message>
        <source>30 minutes</source>
        <translation>30 Minuten</translation>
    </message>
    <message>
        <source>2 hours</source>
        <translation>2 Stunden</translation>
    </message>
    <message>
        <source>Until Ollama ends</source>
        <translation>Bis Ollama beendet wird</translation>
    </message>
    <message>
        <source>%1 seconds</source>
        <extracomment>%1 is a number of seconds</extracomment>
        <translation>%1 Sekunden</translation>
    </message>
    <message>
        <source>Leave out the oldest</source>
        <translation>Ältestes weglassen</translation>
    </message>
</context>
<context>
    <name>lokal::ui::Toast</name>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
</context>
<context>
    <name>lokal::ui::TranscriptView</name>
    <message>
        <source>You</source>
        <translation>Ich</translation>
    </message>
    <message>
        <source>Assistant</source>
        <translation>Assistent</translation>
    </message>
    <message>
        <source>System</source>
        <translation>System</translation>
    </message>
    <message>
        <source>Copy message</source>
        <translation>Nachricht kopieren</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>Edit message</source>
        <translation>Nachricht bearbeiten</translation>
    </message>
    <message>
        <source>Regenerate</source>
        <translation>Neu beantworten</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Previous version</source>
        <translation>Vorige Fassung</translation>
    </message>
    <message>
        <source>Next version</source>
        <translation>Nächste Fassung</translation>
    </message>
    <message>
        <source>Copy code</source>
        <translation>Code kopieren</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>Details kopieren</translation>
    </message>
    <message>
        <source>Stopped</source>
        <extracomment>How an answer ended: the user pressed stop.</extracomment>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Interrupted</source>
        <extracomment>How an answer ended: the program or the connection went away.</extracomment>
        <translation>Unterbrochen</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>The model no longer sees what is above</source>
        <translation>Das Modell sieht nicht mehr, was darüber steht</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Ändern</translation>
    </message>
    <message>
        <source>Change what the model sees</source>
        <translation>Ändern, was das Modell sieht</translation>
    </message>
    <message>
        <source>Jump to the latest message</source>
        <translation>Zur neuesten Nachricht springen</translation>
    </message>
    <message>
        <source>%1 s</source>
        <extracomment>Running seconds of a phase such as &quot;Loading qwen3:8b…&quot;.</extracomment>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>Conversation</source>
        <translation>Unterhaltung</translation>
    </message>
    <message>
        <source>Answer this message</source>
        <translation>Diese Nachricht beantworten</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Beantworten</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
</context>
<context>
    <name>lokal::ui::UserMenu</name>
    <message>
        <source>Configurations</source>
        <translation>Konfigurationen</translation>
    </message>
    <message>
        <source>Switch user</source>
        <translation>Benutzer wechseln</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Abmelden</translation>
    </message>
    <message>
        <source>Administrator</source>
        <translation>Administration</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Benutzer</translation>
    </message>
</context>
<context>
    <name>lokal::ui::UserRow</name>
    <message>
        <source>Signed in as %1</source>
        <translation>Angemeldet als %1</translation>
    </message>
</context>
<context>
    <name>lokal::ui::Workspace</name>
    <message>
        <source>Chat moved to the trash</source>
        <translation>Chat in den Papierkorb verschoben</translation>
    </message>
    <message>
        <source>Configurations</source>
        <translation>Konfigurationen</translation>
    </message>
</context>
</TS>
