#include "app/common/passwordprompt.h"

#include <cstdio>
#include <iostream>
#include <string>
#include <termios.h>
#include <unistd.h>

namespace lokal::app {
namespace {

/// Switches the terminal's echo off while it lives.
class NoEcho
{
public:
    NoEcho()
    {
        ::tcgetattr(STDIN_FILENO, &m_before);
        termios quiet = m_before;
        quiet.c_lflag &= ~tcflag_t(ECHO);
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
    }
    ~NoEcho() { ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &m_before); }
    NoEcho(const NoEcho &) = delete;
    NoEcho &operator=(const NoEcho &) = delete;

private:
    termios m_before = {};
};

std::optional<std::string> ask(const char *question)
{
    std::fputs(question, stderr);
    std::string line;
    {
        const NoEcho quiet;
        if (!std::getline(std::cin, line))
            return std::nullopt;
    }
    std::fputc('\n', stderr);
    return line;
}

} // namespace

std::optional<QString> readPassword()
{
    std::string line;
    if (::isatty(STDIN_FILENO) == 0) {
        if (!std::getline(std::cin, line))
            return std::nullopt;
        return QString::fromStdString(line);
    }
    const auto first = ask("Password: ");
    const auto second = first ? ask("The same again: ") : std::nullopt;
    if (!second)
        return std::nullopt;
    if (*first != *second) {
        std::fputs("The two passwords differ.\n", stderr);
        return std::nullopt;
    }
    return QString::fromStdString(*first);
}

} // namespace lokal::app
