// An application for application_bench: answers every key with a screen of DEMO's kind. ANSWER is
// its APPLID; the socket is its only argument.
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <memory>
#include <string>

#include "tn3270d/application.hpp"

namespace {

using tn3270d::Color;
using tn3270d::Highlight;
using tn3270d::Input;
using tn3270d::Screen;
using tn3270d::Session;

constexpr int kLines = 14;
constexpr int kInputRow = 12;
constexpr int kInputColumn = 19;

class Conversation {
 public:
  explicit Conversation(Session& terminal) : terminal_(terminal) { show(""); }

 private:
  void show(const std::string& typed) {
    Screen screen;
    screen.fields.reserve(kLines + 3);
    screen.fields.push_back(
        {.row = 1, .column = 2, .text = "ANSWER", .intense = true, .color = Color::White});
    for (int line = 0; line < kLines; ++line) {
      if (line + 3 != kInputRow) {
        screen.fields.push_back(
            {.row = line + 3,
             .column = 2,
             .text = "Line with some words and a number  " + std::to_string(transactions_ + line),
             .color = Color::Turquoise});
      }
    }
    screen.fields.push_back(
        {.row = kInputRow, .column = 2, .text = "Name  . . . . .", .color = Color::Green});
    screen.fields.push_back({.row = kInputRow,
                             .column = kInputColumn,
                             .text = typed,
                             .name = "name",
                             .length = 20,
                             .highlight = Highlight::Underscore});
    screen.keys = "Enter=Again   PF3=End";
    terminal_.ask(screen, [this](const Input& key) {
      ++transactions_;
      show(key["name"]);
    });
  }

  Session& terminal_;
  long long transactions_ = 0;
};

}  // namespace

int main(int argc, char** argv) {
  try {
    tn3270d::Vtam vtam(argc > 1 ? argv[1] : "");
    tn3270d::Application app(vtam, "ANSWER");
    app.on_logon([](Session& terminal) { return std::make_shared<Conversation>(terminal); });
    vtam.run();
  } catch (const std::exception& error) {
    std::fprintf(stderr, "answering_application: %s\n", error.what());
    return EXIT_FAILURE;
  }
  return EXIT_SUCCESS;
}
