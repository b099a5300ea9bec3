// An application for application_bench and keep_bench: answers every key with a screen of DEMO's
// kind. ANSWER is its APPLID; its arguments are the socket and how it writes: "over" does not erase
// before it writes the screen again, "part" writes a line of it and what was typed only.
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <memory>
#include <string>

#include "tn3270d/application.hpp"

namespace {

using tn3270d::Color;
using tn3270d::Erase;
using tn3270d::Highlight;
using tn3270d::Input;
using tn3270d::Screen;
using tn3270d::Session;

constexpr int kLines = 14;
constexpr int kInputRow = 12;
constexpr int kInputColumn = 19;

enum class Writes { Anew, Over, Part };

class Conversation {
 public:
  Conversation(Session& terminal, Writes writes) : terminal_(terminal), writes_(writes) {
    show("");
  }

 private:
  void show(const std::string& typed) {
    const bool first = transactions_ == 0;
    const bool part = writes_ == Writes::Part && !first;
    Screen screen;
    screen.fields.reserve(kLines + 3);
    if (!part) {
      screen.fields.push_back(
          {.row = 1, .column = 2, .text = "ANSWER", .intense = true, .color = Color::White});
      screen.fields.push_back(
          {.row = kInputRow, .column = 2, .text = "Name  . . . . .", .color = Color::Green});
      screen.keys = "Enter=Again   PF3=End";
    }
    for (int line = 0; line < (part ? 1 : kLines); ++line) {
      if (line + 3 != kInputRow) {
        screen.fields.push_back(
            {.row = line + 3,
             .column = 2,
             .text = "Line with some words and a number  " + std::to_string(transactions_ + line),
             .color = Color::Turquoise});
      }
    }
    screen.fields.push_back({.row = kInputRow,
                             .column = kInputColumn,
                             .text = typed,
                             .name = "name",
                             .length = 20,
                             .highlight = Highlight::Underscore});
    terminal_.ask(
        screen,
        [this](const Input& key) {
          ++transactions_;
          show(key["name"]);
        },
        first || writes_ == Writes::Anew ? Erase::Yes : Erase::No);
  }

  Session& terminal_;
  Writes writes_;
  long long transactions_ = 0;
};

}  // namespace

int main(int argc, char** argv) {
  try {
    tn3270d::Vtam vtam(argc > 1 ? argv[1] : "");
    tn3270d::Application app(vtam, "ANSWER");
    const std::string word = argc > 2 ? argv[2] : "";
    const Writes writes = word == "over"   ? Writes::Over
                          : word == "part" ? Writes::Part
                                           : Writes::Anew;
    app.on_logon(
        [writes](Session& terminal) { return std::make_shared<Conversation>(terminal, writes); });
    vtam.run();
  } catch (const std::exception& error) {
    std::fprintf(stderr, "answering_application: %s\n", error.what());
    return EXIT_FAILURE;
  }
  return EXIT_SUCCESS;
}
