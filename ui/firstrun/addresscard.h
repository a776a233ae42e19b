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
    bool isOpen() const;
    /// @p problem empty: it works, the card closes.
    void showTested(const QString &problem);

Q_SIGNALS:
    void testRequested(const QString &address);
    void opened();

private:
    void test();

    QWidget *m_form;
    LineField *m_address;
    Button *m_test;
};

} // namespace lokal::ui
