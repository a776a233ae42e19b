#pragma once

#include "ui/common/cardpage.h"
#include "ui/firstrun/engineoutcome.h"
#include "ui/firstrun/enginewatch.h"
#include "ui/firstrun/ollamaprogram.h"

#include <QTimer>

namespace lokal::ui {

class AddressCard;
class Button;
class CommandLine;
class FormNote;
class FoundModels;
class LookedAt;
class OptionCard;
class OutcomeHead;

/// Looks for Ollama, says what it finds, and helps: as a step of the first run, and later as the
/// settings of the engine. Looks only while it is visible.
class FirstRunPage : public CardPage
{
    Q_OBJECT
public:
    enum class Kind
    {
        FirstRun, ///< between the first account and the first chat
        Settings, ///< opened from the chat, and leads back there
    };

    FirstRunPage(const Backend &backend, Theme &theme, Kind kind, QWidget *parent = nullptr,
                 const OllamaProgram &program = OllamaProgram::onThisComputer());

    Outcome outcome() const { return m_outcome; }

Q_SIGNALS:
    /// On to the chat: with the engine, or without ("Skip for now").
    void finished();
    /// An address that the user gave works and is in use; to be kept in the settings.
    void addressChosen(const QString &address);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void buildFrame();
    void build();
    QWidget *backRow();
    QWidget *commandNote();
    QWidget *actionRow();
    void arrange();
    void refresh();
    void moveFocus();
    void refreshOffers();
    void refreshPrimary();
    void refreshLookedAt();
    void pressPrimary();
    void startOllama();
    void useDemo(bool demo);

    const Backend &m_backend;
    Theme &m_look;
    const Kind m_kind;
    OllamaProgram m_program;
    EngineWatch m_watch;
    QTimer m_startPatience; ///< how long "Starting …" is believed
    Outcome m_outcome = Outcome::Looking;
    OutcomeHead *m_head;
    FoundModels *m_models;
    Label *m_commandLabel;
    CommandLine *m_command;
    QWidget *m_commandNote;
    AddressCard *m_address;
    OptionCard *m_demo;
    LookedAt *m_lookedAt;
    FormNote *m_note;
    Button *m_otherComputer;
    Button *m_demoLink;
    Button *m_leaveDemo;
    Button *m_primary;
    Button *m_skip;
};

} // namespace lokal::ui
