#include "app/common/passwordprompt.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <iostream>
#include <string>
#include <termios.h>
#include <unistd.h>

namespace lokal::app {
namespace {

constexpr std::array<int, 5> watched { SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP };
volatile std::sig_atomic_t caught = 0;

void onSignal(int number)
{
    caught = number;
}

/// Switches the terminal's echo off while it lives, and keeps signals until it is on again.
class NoEcho
{
public:
    NoEcho()
    {
        caught = 0;
        struct sigaction action = {};
        action.sa_handler = onSignal; // without SA_RESTART: it ends the reading
        for (size_t i = 0; i < watched.size(); ++i)
            ::sigaction(watched[i], &action, &m_actions[i]);
        ::tcgetattr(STDIN_FILENO, &m_before);
        termios quiet = m_before;
        quiet.c_lflag &= ~tcflag_t(ECHO);
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
    }
    ~NoEcho()
    {
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &m_before);
        for (size_t i = 0; i < watched.size(); ++i)
            ::sigaction(watched[i], &m_actions[i], nullptr);
    }
    NoEcho(const NoEcho &) = delete;
    NoEcho &operator=(const NoEcho &) = delete;

private:
    termios m_before = {};
    std::array<struct sigaction, watched.size()> m_actions = {};
};

/// A line of the terminal; nullopt at its end, or when a signal came.
std::optional<std::string> readLine()
{
    std::string line;
    for (char c = 0; caught == 0;) {
        const ssize_t count = ::read(STDIN_FILENO, &c, 1);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return std::nullopt;
        if (c == '\n')
            return line;
        line += c;
    }
    return std::nullopt;
}

std::optional<std::string> ask(const char *question)
{
    for (;;) {
        std::fputs(question, stderr);
        std::optional<std::string> line;
        {
            const NoEcho quiet;
            line = readLine();
        }
        std::fputc('\n', stderr);
        if (caught == 0)
            return line;
        std::raise(caught); // ends the program, or stops it: then ask again when it goes on
    }
}

} // namespace

std::optional<QString> readPassword()
{
    std::string line;
    if (::isatty(STDIN_FILENO) == 0) {
        if (std::getline(std::cin, line))
            return QString::fromStdString(line);
        std::fputs("No password was given; standard input is empty.\n", stderr);
        return std::nullopt;
    }
    const auto first = ask("Password: ");
    const auto second = first ? ask("The same again: ") : std::nullopt;
    if (!second) {
        std::fputs("No password was given.\n", stderr);
        return std::nullopt;
    }
    if (*first != *second) {
        std::fputs("The two passwords differ.\n", stderr);
        return std::nullopt;
    }
    return QString::fromStdString(*first);
}

} // namespace lokal::app
