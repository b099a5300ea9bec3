#pragma once

// What the three programs share: their options, and the look of their screens.

#include <algorithm>
#include <cctype>
#include <string>
#include <string_view>
#include <vector>

#include "tn3270d/application.hpp"

struct Options {
  std::string socket{};  // empty: $TN3270D_SOCKET
  std::string database = "orders.db";

  static Options read(int argc, char** argv) {
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    Options options;
    for (std::size_t i = 0; i < arguments.size(); i += 2) {
      const bool has_value = i + 1 < arguments.size();
      if (arguments[i] == "--socket" && has_value) {
        options.socket = arguments[i + 1];
      } else if (arguments[i] == "--database" && has_value) {
        options.database = arguments[i + 1];
      } else {
        throw tn3270d::Error("options: --socket PATH (without: $TN3270D_SOCKET), --database FILE");
      }
    }
    return options;
  }
};

inline std::string upper(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return text;
}

// The first two rows of every screen, as wide as the terminal.
inline std::vector<tn3270d::Field> heading(const tn3270d::Logon& logon, std::string_view title,
                                           std::string_view corner) {
  using tn3270d::Color;
  const int width = static_cast<int>(title.size());
  return {
      {.row = 1, .column = 2, .text = logon.applid, .color = Color::Blue},
      {.row = 1,
       .column = (logon.columns - width) / 2 + 1,
       .text = std::string(title),
       .intense = true,
       .color = Color::White},
      {.row = 1,
       .column = -static_cast<int>(corner.size()) - 1,
       .text = std::string(corner),
       .color = Color::Blue},
      {.row = 2,
       .column = 2,
       .text = std::string(static_cast<std::size_t>(logon.columns - 2), '-'),
       .color = Color::Blue},
  };
}

// One row of a form: a label, a field that is typed into, a hint.
struct FormRow {
  int row = 1;
  std::string label{};
  std::string name{};
  int length = 8;
  std::string hint{};
  bool numeric = false;
};
inline void add(std::vector<tn3270d::Field>& fields, const FormRow& row, const std::string& value,
                bool wrong) {
  using tn3270d::Color;
  using tn3270d::Highlight;
  fields.push_back({.row = row.row, .column = 2, .text = row.label, .color = Color::Turquoise});
  fields.push_back({.row = row.row,
                    .column = 20,
                    .text = value,
                    .name = row.name,
                    .length = row.length,
                    .numeric = row.numeric,
                    .color = wrong ? Color::Red : Color::Green,
                    .highlight = wrong ? Highlight::Reverse : Highlight::Underscore});
  fields.push_back({.row = row.row, .column = 33, .text = row.hint, .color = Color::Blue});
}

// What the user works with goes back to the program that has passed it, else it ends.
inline void go_back(tn3270d::Session& terminal, const std::string& user) {
  const auto end = [&terminal] { terminal.close(terminal.logon().applid + " has ended"); };
  if (terminal.logon().from.empty()) {
    end();
  } else {
    // Refused: it has ended meanwhile, and the user sees the server's menu.
    terminal.pass_to(terminal.logon().from, user, [end](const tn3270d::Refused&) { end(); });
  }
}

// The user whom the passing program has named, or the LU.
inline std::string user_of(const tn3270d::Logon& logon) {
  return upper((logon.data.empty() ? logon.lu : logon.data).substr(0, 8));
}

// main() of each program: its errors are words and a status.
template <class Program>
int run(const char* name, int argc, char** argv, const Program& program) {
  try {
    program(Options::read(argc, argv));
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s: %s\n", name, error.what());
    return EXIT_FAILURE;
  }
  return EXIT_SUCCESS;
}
