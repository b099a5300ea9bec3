#pragma once

// One terminal or printer in session with an application. Part of the C++ client library of
// tn3270d; include application.hpp.

#include <algorithm>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tn3270d/screen.hpp"

namespace tn3270d {

class Application;
class Vtam;
using Json = nlohmann::json;

// Whatever this library throws.
class Error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// tn3270d has said no. `rule` is one word for programs, what() a sentence for people.
class Refused : public Error {
 public:
  explicit Refused(const Json& line)
      : Error(where(line) + line.value("why", "") + " (" + line.value("rule", "") + ")"),
        rule(line.value("rule", "")),
        why(line.value("why", "")),
        field(line.value("field", "")) {}
  std::string rule;
  std::string why;
  std::string field;  // of a screen

 private:
  static std::string where(const Json& line) {
    const std::string of = line.value("of", "");
    const bool shown = line.contains("field") && (of == "send" || of == "print");
    return shown ? line.value("field", "") + ": " : "";
  }
};

// The session is over: "client", "kill", "react", "logoff", "shutdown" …
struct Lost {
  std::string reason;
  std::string why;
};

// What a LOGON tells of the session.
struct Logon {
  std::string session;  // opaque
  std::string applid;
  std::string lu;
  bool printer = false;
  std::string logmode;
  std::string typeterm;
  std::string device;
  std::string code_page;
  std::string client;
  std::string data;  // of LOGON DATA(), or what the passing application has said
  std::string from;  // the application that has passed the session
  int rows = 24;     // the largest screen that it can have
  int columns = 80;

  static Logon from_line(const Json& line) {
    Logon logon;
    logon.session = line.at("session").get<std::string>();
    logon.applid = line.value("applid", "");
    logon.lu = line.value("lu", "");
    logon.printer = line.value("lu_type", "terminal") == "printer";
    logon.logmode = line.value("logmode", "");
    logon.typeterm = line.value("typeterm", "");
    logon.device = line.value("device", "");
    logon.code_page = line.value("code_page", "");
    logon.client = line.value("client", "");
    logon.data = line.value("data", "");
    logon.from = line.value("from", "");
    const auto primary = line.find("screen");
    if (primary != line.end() && primary->is_object()) {
      const auto alternate = primary->find("alternate");
      const Json& largest =
          alternate != primary->end() && alternate->is_object() ? *alternate : *primary;
      logon.rows = largest.value("rows", 24);
      logon.columns = largest.value("columns", 80);
    }
    return logon;
  }
};

// One key. key["name"] is what that field shows, without blanks around it.
struct Input {
  std::string aid;  // "Enter", "PF3", "PA1", "Clear" …; "Attn" for the ATTN key
  Place cursor{};
  std::vector<std::pair<std::string, std::string>> fields;  // all named ones, as the user sees them

  std::string operator[](std::string_view name) const {
    const auto found = std::find_if(fields.begin(), fields.end(),
                                    [&](const auto& field) { return field.first == name; });
    if (found == fields.end()) {
      return {};
    }
    const std::size_t first = found->second.find_first_not_of(' ');
    const std::size_t last = found->second.find_last_not_of(' ');
    return first == std::string::npos ? std::string()
                                      : found->second.substr(first, last - first + 1);
  }
};

enum class JobEnd { No, Yes };
enum class Erase { No, Yes };

// Each screen names the function that gets its key: what CICS calls pseudo-conversational. What a
// conversation must remember is in the object that Application::on_logon has made for it; it lives
// as long as its session.
class Session {
 public:
  Session(Vtam& vtam, Logon logon, std::uint32_t credit, bool accepted)
      : vtam_(vtam), logon_(std::move(logon)), credit_(credit), accepted_(accepted) {}
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  [[nodiscard]] const Logon& logon() const { return logon_; }

  // Shows a screen; `then` is called with the key that answers it.
  void ask(const Screen& screen, std::function<void(const Input&)> then, Erase erase = Erase::Yes);
  // Shows a screen and leaves the keyboard locked.
  void show(const Screen& screen, Erase erase = Erase::Yes);
  // Text for a printer, \n is a new line and \f a new page; `then` when it is durable.
  void print(std::string_view text, JobEnd end, std::function<void(std::uint64_t job)> then);

  // Ends the session; the user reads `notice` on the next screen. The library forgets what was to
  // be called, and soon the Session too: don't touch it again.
  void close(std::string_view notice = {});
  // CLSDST PASS. If `refused` is called, the session goes on here.
  void pass_to(std::string_view applid, std::string_view data,
               std::function<void(const Refused&)> refused);
  // Instead of a first screen.
  void reject(std::string_view why, std::string_view sense = "08010000");

  // It is over; the Session is gone after this call.
  std::function<void(const Lost&)> on_lost{};
  // Another application wants this LU: close() when you can do without.
  std::function<void(const std::string& by)> on_release{};
  // A send was refused. Without this the session ends, with words.
  std::function<void(const Refused&)> on_refused{};

  // For Vtam: a line of this session; true: it is over.
  [[nodiscard]] bool hear(const std::string& type, const Json& line);
  [[nodiscard]] bool rejected() const { return closing_ && !accepted_; }
  void keep(std::shared_ptr<void> conversation) { conversation_ = std::move(conversation); }

 private:
  void send(const Screen& screen, Erase erase, bool unlock);
  std::string& value_of(const std::string& name);
  void remember(const Screen& screen, Erase erase);
  void put(const std::string& line);  // when there is credit
  void accept();
  void end(std::string_view type, const std::function<void(JsonText&)>& more,
           std::function<void(const Refused&)> refused);
  void hear_input(const Json& line);
  void hear_lost(const Json& line);

  Vtam& vtam_;
  Logon logon_;
  std::uint32_t credit_;
  bool accepted_;
  bool closing_ = false;
  std::deque<std::string> waiting_{};  // for credit
  std::vector<std::string> shown_{};   // to show it again: the screen, and what was written over it
  std::vector<std::pair<std::string, std::string>> values_{};
  std::function<void(const Input&)> then_{};
  std::shared_ptr<void> conversation_{};
};

}  // namespace tn3270d
