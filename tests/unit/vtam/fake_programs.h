#pragma once

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "config/verify.h"
#include "vtam/program.h"

// Programs that do as a test says and write down what they are told.
namespace vtam::test {

// How the programs of one type behave, and what they were told, in order: "logon T001 DEMO",
// "receive 7D", "repaint", "positive", "negative 08020000", "status 00010000", "signal",
// "release B", "lost KILL", "gone".
struct Script {
  std::function<void(const Logon&, ProgramOutcomes&)> logon;
  std::function<void(tn3270::Bytes, ProgramOutcomes&)> receive;
  std::function<void(const Answer&, ProgramOutcomes&)> response;
  std::function<void(std::uint32_t, ProgramOutcomes&)> status;
  std::function<void(ProgramOutcomes&)> signal;
  std::function<void(config::ApplId, ProgramOutcomes&)> release;
  std::function<void(LossReason, ProgramOutcomes&)> lost;
  std::vector<std::string> told;
  std::vector<Logon> logons;
  std::vector<std::vector<std::string>> menus;  // the lines that came with each logon
};

inline Write screen(std::uint8_t what) {
  return Write{{0xF5, 0xC3, what}};
}

inline std::string code_text(std::uint32_t code) {
  const char* const digits = "0123456789ABCDEF";
  std::string text;
  for (unsigned shift = 32; shift > 0; shift -= 4) {
    text += digits[(code >> (shift - 4)) & 0x0FU];
  }
  return text;
}

class FakeProgram final : public Program {
 public:
  explicit FakeProgram(std::shared_ptr<Script> script) : script_(std::move(script)) {}
  ~FakeProgram() override { script_->told.push_back("gone"); }

  void on_logon(const Logon& logon, ProgramOutcomes& outcomes) override {
    script_->told.push_back("logon " + logon.lu.text() + " " + logon.application.text());
    script_->logons.push_back(logon);
    std::vector<std::string> lines;
    if (logon.menu != nullptr) {
      for (const config::MenuLine& line : logon.menu->lines) {
        lines.push_back(line.application.text());
      }
    }
    script_->menus.push_back(lines);
    if (script_->logon) {
      script_->logon(logon, outcomes);
    } else {
      outcomes.push_back(screen(0x01));
    }
  }
  void on_receive(tn3270::Bytes record, ProgramOutcomes& outcomes) override {
    const char* const digits = "0123456789ABCDEF";
    std::string text = "receive ";
    for (const std::uint8_t byte : record) {
      text += digits[byte >> 4U];
      text += digits[byte & 0x0FU];
    }
    script_->told.push_back(text);
    if (script_->receive) {
      script_->receive(record, outcomes);
    }
  }
  void on_repaint(ProgramOutcomes& outcomes) override {
    script_->told.emplace_back("repaint");
    outcomes.push_back(screen(0x02));
  }
  void on_response(const Answer& answer, ProgramOutcomes& outcomes) override {
    script_->told.push_back(answer.positive ? "positive" : "negative " + code_text(answer.sense));
    if (script_->response) {
      script_->response(answer, outcomes);
    }
  }
  void on_status(std::uint32_t lustat, ProgramOutcomes& outcomes) override {
    script_->told.push_back("status " + code_text(lustat));
    if (script_->status) {
      script_->status(lustat, outcomes);
    }
  }
  void on_signal(ProgramOutcomes& outcomes) override {
    script_->told.emplace_back("signal");
    if (script_->signal) {
      script_->signal(outcomes);
    }
  }
  void on_release_wanted(config::ApplId by, ProgramOutcomes& outcomes) override {
    script_->told.push_back("release " + by.text());
    if (script_->release) {
      script_->release(by, outcomes);
    }
  }
  void on_lost(LossReason reason, ProgramOutcomes& outcomes) override {
    script_->told.push_back(std::string("lost ") + text(reason));
    if (script_->lost) {
      script_->lost(reason, outcomes);
    } else {
      outcomes.push_back(Release{});
    }
  }

 private:
  std::shared_ptr<Script> script_;
};

inline std::shared_ptr<Script> add_fake(ProgramCatalog& catalog, const char* type) {
  auto script = std::make_shared<Script>();
  catalog.add(type, [script](const Logon&) { return std::make_unique<FakeProgram>(script); });
  return script;
}

struct Fakes {
  std::shared_ptr<Script> menu;
  std::shared_ptr<Script> demo;
};
inline Fakes add_fakes(ProgramCatalog& catalog) {
  return {add_fake(catalog, "menu"), add_fake(catalog, "demo")};
}

}  // namespace vtam::test
