#include "vtam/programs/ivp.h"

#include <charconv>
#include <utility>
#include <variant>

namespace vtam {
namespace {

using tn3270::Aid;

ScreenForm form_of(const Logon& logon) {
  return {
      logon.screen, logon.alternate,
      logon.device.extended_attributes() ? tn3270::Attributes::Extended : tn3270::Attributes::Basic,
      logon.page};
}

IvpProbe probe_of(const Logon& logon) {
  return logon.functions.find("RESPONSES") == std::string::npos ? IvpProbe::Read
                                                                : IvpProbe::Response;
}

tn3270::ScreenSize larger(const tn3270::ScreenSizes& sizes) {
  return sizes.alternate.cells() > sizes.primary.cells() ? sizes.alternate : sizes.primary;
}

// 1 to the number of pages.
std::optional<IvpPage> page_of(const std::string& text) {
  unsigned number = 0;
  const char* const end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, number);
  if (read.ec != std::errc() || read.ptr != end || number < 1 || number > kIvpPages) {
    return std::nullopt;
  }
  return static_cast<IvpPage>(number - 1);
}

}  // namespace

IvpProgram::IvpProgram(Logon logon)
    : logon_(std::move(logon)), form_(form_of(logon_)), timing_(probe_of(logon_)) {}

void IvpProgram::show(ProgramOutcomes& outcomes, std::string message) {
  const bool received = !last_.empty();
  const IvpState state{
      logon_, form_, keys_, timing_, last_, received ? &input_ : nullptr, std::move(message)};
  outcomes.emplace_back(Write{write_ivp(page_, state, shown_)});
}

void IvpProgram::on_logon(const Logon& logon, ProgramOutcomes& outcomes) {
  logon_ = logon;
  form_ = form_of(logon_);
  timing_ = IvpTiming(probe_of(logon_));
  show(outcomes);
}

// The user comes back from VTAM, where SYSREQ had led.
void IvpProgram::on_repaint(ProgramOutcomes& outcomes) {
  keys_.system_request();
  timing_.stop();
  show(outcomes);
}

void IvpProgram::on_signal(ProgramOutcomes& outcomes) {
  keys_.attention();
  timing_.stop();
  show(outcomes, "ATTN.");
}

void IvpProgram::on_lost(LossReason /*reason*/, ProgramOutcomes& outcomes) {
  outcomes.emplace_back(Release{});
}

config::Instant IvpProgram::now() const {
  return logon_.now == nullptr ? config::Instant{} : logon_.now->now;
}

void IvpProgram::measure(ProgramOutcomes& outcomes) {
  const bool definite = timing_.how() == IvpProbe::Response;
  outcomes.emplace_back(Write{timing_.probe(now()), RuKind::Data3270, definite});
}

void IvpProgram::go_on(ProgramOutcomes& outcomes) {
  if (timing_.answered(now())) {
    measure(outcomes);
  } else {
    show(outcomes);
  }
}

void IvpProgram::on_response(const Answer& answer, ProgramOutcomes& outcomes) {
  if (!timing_.measuring()) {
    return;
  }
  if (!answer.positive) {
    timing_.stop();
    show(outcomes, "Your terminal refused a Write that changes nothing.");
    return;
  }
  go_on(outcomes);
}

void IvpProgram::on_receive(tn3270::Bytes record, ProgramOutcomes& outcomes) {
  if (timing_.measuring() && timing_.how() == IvpProbe::Read) {
    go_on(outcomes);
    return;
  }
  timing_.stop();
  const auto parsed = tn3270::parse_inbound(record, larger(logon_.screen));
  if (const auto* fault = std::get_if<tn3270::Fault>(&parsed)) {
    show(outcomes, std::string("Your terminal's answer was not understood: ") +
                       tn3270::text(fault->what) + ".");
    return;
  }
  const auto& input = std::get<tn3270::Inbound>(parsed);
  input_ = read_input(input, shown_, *logon_.page);
  last_.assign(record.begin(), record.end());
  switch (take(input, input_)) {
    case Next::Stay:
      show(outcomes, "There is no such page.");
      return;
    case Next::Show:
      show(outcomes);
      return;
    case Next::Measure:
      timing_.begin();
      measure(outcomes);
      return;
    case Next::End:
      outcomes.emplace_back(Release{logon_.application.text() + " ended."});
      return;
  }
}

IvpProgram::Next IvpProgram::take(const tn3270::Inbound& input, const UserInput& typed) {
  const bool first = keys_.press(input.aid);
  // The keys' own page wants to see them all, also those that lead away from it.
  if (page_ == IvpPage::Keys && first && input.aid != Aid::Enter) {
    return Next::Show;
  }
  switch (input.aid) {
    case Aid::Pf3:
      return Next::End;
    case Aid::Pf7:
      turn(-1);
      return Next::Show;
    case Aid::Pf8:
      turn(1);
      return Next::Show;
    case Aid::Enter:
      return choose(typed);
    default:
      return Next::Show;
  }
}

IvpProgram::Next IvpProgram::choose(const UserInput& typed) {
  for (const auto& [name, text] : typed.fields) {
    if (name == "page") {
      const auto page = page_of(text);
      page_ = page.value_or(page_);
      return page ? Next::Show : Next::Stay;
    }
  }
  const bool measures = page_ == IvpPage::Timing && logon_.now != nullptr;
  return measures ? Next::Measure : Next::Show;
}

void IvpProgram::turn(int pages) {
  const int count = static_cast<int>(kIvpPages);
  page_ = static_cast<IvpPage>((static_cast<int>(page_) + pages + count) % count);
}

}  // namespace vtam
