#include "tests/unit/vtam/programs_seat.h"

#include <gtest/gtest.h>

#include <variant>

#include "vtam/programs/builtin.h"

namespace vtam::test {

namespace {

const tn3270::CodePage* shared_page() {
  static const auto kPage = tn3270::cp037();
  return kPage.get();
}

}  // namespace

Logon logon_of(const std::string& device, const std::string& application) {
  Logon logon{.lu = *config::LuName::parse("T001"),
              .application = *config::ApplId::parse(application),
              .logmode = *config::ModeName::parse("SP3272QN"),
              .typeterm = "VSE3278Q",
              .device = *tn3270::DeviceType::from_tn3270e(device),
              .screen = {},
              .alternate = true,
              .page = shared_page(),
              .functions = "BIND-IMAGE RESPONSES SYSREQ",
              .client = "127.0.0.1 port 40112",
              .data = "",
              .notice = ""};
  logon.screen = logon.device.sizes();
  return logon;
}

Menu menu_of(std::size_t applications) {
  Menu menu;
  menu.title = "*** Welcome to VSE C01 ***";
  for (std::size_t i = 1; i <= applications; ++i) {
    const std::string number = std::to_string(i);
    const std::string name = "APPL" + std::string(3 - number.size(), '0') + number;
    menu.lines.push_back({*config::ApplId::parse(name), "Application number " + number, {}});
  }
  return menu;
}

Seat::Seat(const std::string& type, const Logon& logon) : screen_(logon.screen) {
  ProgramCatalog catalog;
  add_builtin(catalog);
  program_ = (*catalog.find(type))(logon);
  ProgramOutcomes outcomes;
  program_->on_logon(logon, outcomes);
  take(outcomes);
}

void Seat::press(tn3270::Aid aid) {
  receive(screen_.press(aid));
}

void Seat::enter(std::string_view typed) {
  screen_.type(typed);
  press(tn3270::Aid::Enter);
}

void Seat::enter_at(unsigned row, unsigned column) {
  screen_.move_cursor(row, column);
  press(tn3270::Aid::Enter);
}

void Seat::receive(const tn3270::ByteBuffer& inbound) {
  ProgramOutcomes outcomes;
  program_->on_receive(inbound, outcomes);
  take(outcomes);
}

void Seat::repaint() {
  ProgramOutcomes outcomes;
  program_->on_repaint(outcomes);
  take(outcomes);
}

void Seat::lose(LossReason reason) {
  ProgramOutcomes outcomes;
  program_->on_lost(reason, outcomes);
  take(outcomes);
}

void Seat::take(const ProgramOutcomes& outcomes) {
  passed.reset();
  released.reset();
  ended.reset();
  disconnected = false;
  ASSERT_EQ(outcomes.size(), 1U) << "every event has one answer";
  const auto& outcome = outcomes.front();
  if (const auto* write = std::get_if<Write>(&outcome)) {
    ++screens;
    record = write->record;
    ASSERT_NO_THROW(screen_.apply(record));
    ASSERT_FALSE(screen_.locked()) << "a screen leaves the keyboard locked";
  } else if (const auto* pass = std::get_if<PassTo>(&outcome)) {
    passed = *pass;
  } else if (const auto* release = std::get_if<Release>(&outcome)) {
    released = *release;
  } else if (const auto* end = std::get_if<EndLive>(&outcome)) {
    ended = *end;
  } else {
    disconnected = true;
  }
}

}  // namespace vtam::test
