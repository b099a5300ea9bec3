// SIGNON: a user signs on, and chooses what to work with.
//
// The menu passes the session to the chosen application (CLSDST PASS), with the user's name as its
// data; that application passes it back at its end, and the menu is there again.
#include <map>
#include <memory>
#include <string>
#include <utility>

#include "panel.hpp"

namespace {

using tn3270d::Color;
using tn3270d::Field;
using tn3270d::Highlight;
using tn3270d::Input;
using tn3270d::Refused;
using tn3270d::Screen;
using tn3270d::Session;

// A real one asks LDAP, PAM, or an ESM.
const std::map<std::string, std::string> kPasswords = {{"ANN", "ORANGE"}, {"BOB", "BANANA"}};
const std::map<std::string, std::string> kChoices = {{"1", "ORDERS"}, {"2", "REPORTS"}};
constexpr int kTries = 3;

// One user at one terminal. Each screen names the function that gets its key.
class Conversation {
 public:
  explicit Conversation(Session& terminal) : terminal_(terminal) {
    // Data may come from anybody who types LOGON APPLID(SIGNON) DATA(ANN). Only what an
    // application of ours has said is believed.
    const bool ours = std::any_of(kChoices.begin(), kChoices.end(), [&](const auto& choice) {
      return choice.second == terminal.logon().from;
    });
    if (ours && !terminal.logon().data.empty()) {
      user_ = terminal.logon().data;
      menu("");
    } else {
      sign_on("");
    }
  }

 private:
  void sign_on(const std::string& message) {
    Screen screen;
    screen.fields = heading(terminal_.logon(), "SIGN-ON", terminal_.logon().lu);
    screen.fields.insert(
        screen.fields.end(),
        {{.row = 5,
          .column = 2,
          .text = "Type your user ID and your password, then press Enter.",
          .color = Color::Green},
         {.row = 7, .column = 2, .text = "User ID  . . .", .color = Color::Turquoise},
         {.row = 7,
          .column = 17,
          .text = user_,
          .name = "user",
          .length = 8,
          .highlight = Highlight::Underscore},
         {.row = 8, .column = 2, .text = "Password . . .", .color = Color::Turquoise},
         {.row = 8, .column = 17, .name = "password", .length = 8, .hidden = true},
         {.row = 11,
          .column = 2,
          .text = "This is an example: ANN has the password ORANGE, BOB has BANANA.",
          .color = Color::Blue}});
    screen.cursor = user_.empty() ? "user" : "password";
    screen.message = message;
    screen.message_color = Color::Red;
    screen.keys = "Enter=Sign on   PF3=End";
    terminal_.ask(screen, [this](const Input& key) { signed_on(key); });
  }

  void signed_on(const Input& key) {
    user_ = upper(key["user"]);
    const auto known = kPasswords.find(user_);
    if (key.aid == "PF3") {
      terminal_.close("Nobody has signed on");
    } else if (known != kPasswords.end() && known->second == upper(key["password"])) {
      menu("");
    } else if (++tries_ == kTries) {
      terminal_.close("Nobody has signed on");
    } else {
      sign_on("The user ID or the password is wrong");
    }
  }

  void menu(const std::string& message) {
    Screen screen;
    screen.fields = heading(terminal_.logon(), "MENU", terminal_.logon().lu);
    screen.fields.insert(
        screen.fields.end(),
        {{.row = 4, .column = 2, .text = "Welcome, " + user_ + ".", .color = Color::Green},
         {.row = 6, .column = 6, .text = "1", .intense = true, .color = Color::White},
         {.row = 6,
          .column = 9,
          .text = "Orders    enter and list them",
          .color = Color::Turquoise},
         {.row = 7, .column = 6, .text = "2", .intense = true, .color = Color::White},
         {.row = 7,
          .column = 9,
          .text = "Reports   print the list of orders",
          .color = Color::Turquoise},
         {.row = 10, .column = 2, .text = "Your choice ===>", .color = Color::Green},
         {.row = 10,
          .column = 19,
          .name = "choice",
          .length = 1,
          .highlight = Highlight::Underscore}});
    screen.cursor = "choice";
    screen.message = message;
    screen.message_color = Color::Red;
    screen.keys = "Enter=Go there   PF3=Sign off";
    terminal_.ask(screen, [this](const Input& key) { chosen(key); });
  }

  void chosen(const Input& key) {
    const auto choice = kChoices.find(key["choice"]);
    if (key.aid == "PF3") {
      terminal_.close(user_ + " has signed off");
    } else if (choice == kChoices.end()) {
      menu("Choose 1 or 2");
    } else {
      terminal_.pass_to(choice->second, user_, [this, choice](const Refused& refused) {
        menu(choice->second + " is not there: " + refused.why);
      });
    }
  }

  Session& terminal_;
  std::string user_{};
  int tries_ = 0;
};

}  // namespace

int main(int argc, char** argv) {
  return run("signon", argc, argv, [](const Options& options) {
    tn3270d::Vtam vtam(options.socket);
    tn3270d::Application app(vtam, "SIGNON");
    app.on_logon([](Session& terminal) { return std::make_shared<Conversation>(terminal); });
    vtam.run();
  });
}
