#pragma once

#include "ui/firstrun/optioncard.h"

namespace lokal::ui {

class LineField;

/// "Ollama is on another computer": opens a field for its address, and tests it.
class AddressCard : public OptionCard
{
    Q_OBJECT
public:
    explicit AddressCard(const Theme &theme, QWidget *parent = nullptr);

    void open();
    /// Closes it without an answer.
    void cancel();
    bool isOpen() const;
    /// The address in use, to begin with; empty for none.
    void setCurrent(const QString &address) { m_current = address; }
    /// @p problem empty: it works, the card closes.
    void showTested(const QString &problem);

Q_SIGNALS:
    void testRequested(const QString &address);
    void openChanged();
    void cancelled();

private:
    void close();
    void test();

    QWidget *m_form;
    LineField *m_address;
    Button *m_test;
    Button *m_cancel;
    QString m_current;
};

} // namespace lokal::ui
