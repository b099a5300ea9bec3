#include "tests/programs/hang_program.h"

#include <memory>

#include "tn3270/datastream/code_page.h"
#include "tn3270/datastream/screen_writer.h"

namespace programs {
namespace {

class HangProgram final : public vtam::Program {
 public:
  void on_logon(const vtam::Logon& logon, vtam::ProgramOutcomes& outcomes) override {
    const auto page = tn3270::cp037();
    tn3270::ScreenWriter screen({tn3270::Command::EraseWrite, tn3270::Wcc::Restore},
                                logon.screen.primary, tn3270::Attributes::Basic, *page);
    screen.field({});
    screen.text(logon.application.text() + " hangs: it answers nothing from here on.");
    outcomes.emplace_back(vtam::Write{screen.take()});
  }
  void on_receive(tn3270::Bytes /*record*/, vtam::ProgramOutcomes& /*outcomes*/) override {}
  void on_repaint(vtam::ProgramOutcomes& /*outcomes*/) override {}
  void on_lost(vtam::LossReason /*reason*/, vtam::ProgramOutcomes& /*outcomes*/) override {}
};

}  // namespace

void add_hang(vtam::ProgramCatalog& catalog) {
  catalog.add("hang", [](const vtam::Logon& /*logon*/) { return std::make_unique<HangProgram>(); });
}

}  // namespace programs
