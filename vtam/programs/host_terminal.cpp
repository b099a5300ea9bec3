#include <algorithm>
#include <utility>
#include <variant>

#include "config/host_settings.h"
#include "tn3270/datastream/aid.h"
#include "vtam/programs/host_program.h"
#include "vtam/programs/host_screen.h"
#include "vtam/sense.h"

namespace vtam {
namespace {

using tn3270::Aid;

// Local commands erase too (PROTOCOL 4.1): classic hosts use both sets.
bool erases(const tn3270::ByteBuffer& record) {
  constexpr std::uint8_t kCodes[] = {0xF5, 0x05, 0x7E, 0x0D};
  return !record.empty() &&
         std::find(std::begin(kCodes), std::end(kCodes), record.front()) != std::end(kCodes);
}

// What a terminal shows to which nobody has written yet.
tn3270::ByteBuffer blank() {
  return {static_cast<std::uint8_t>(tn3270::Command::EraseWrite), 0x40};
}

// Write, with nothing but the keyboard restored.
tn3270::ByteBuffer unlock() {
  return {static_cast<std::uint8_t>(tn3270::Command::Write), 0xC2};
}

}  // namespace

HostTerminal::HostTerminal(const Logon& logon)
    : page_(logon.page),
      frame_(Frame::of(logon)),
      lu_(logon.lu),
      application_(logon.application),
      key_(logon.host == nullptr ? config::limits::kHostKey : logon.host->key),
      own_(logon.device) {
  if (logon.host != nullptr) {
    told_ = tn3270::DeviceType::from_terminal_type(logon.host->device);
  }
}

bool HostTerminal::too_small(bool bound, ProgramOutcomes& outcomes) const {
  std::string fault = told_ ? host_screen_fault(application_, *told_, own_, bound) : std::string();
  if (fault.empty()) {
    return false;
  }
  outcomes.emplace_back(Release{std::move(fault), sense::kInvalidParameters});
  return true;
}

// Whether the host will bind is not known yet.
void HostTerminal::on_logon(const Logon& /*logon*/, ProgramOutcomes& outcomes) {
  if (too_small(true, outcomes)) {
    return;
  }
  outcomes.emplace_back(AskHost{CallHost{}});
  show_calling(outcomes);
}

void HostTerminal::show_calling(ProgramOutcomes& outcomes) const {
  Panel panel(frame_, *page_);
  panel.put({1, 2}, "tn3270d  " + application_.text() + " is called", Role::Heading);
  panel.put_right(1, "LU " + lu_.text(), Role::Heading);
  panel.put({4, 2}, "Its first screen comes as soon as the host is there.", Role::Label);
  panel.put({frame_.size.rows, 2}, "PF3=Menu  CLEAR=Menu", Role::Keys);
  outcomes.emplace_back(Write{panel.finish()});
}

// A PA key comes alone; with more behind it the host's read is answered.
bool HostTerminal::leads_back(tn3270::Bytes record) const {
  return key_ != 0 && record.front() == key_ &&
         (record.size() == 1 || tn3270::pf_number(tn3270::Aid{key_}));
}

void HostTerminal::on_receive(tn3270::Bytes record, ProgramOutcomes& outcomes) {
  if (leads_back(record)) {
    outcomes.emplace_back(Release{});
    return;
  }
  switch (state_) {
    case State::Calling: {
      const auto aid = tn3270::aid_of(record.front());
      if (aid == Aid::Pf3 || aid == Aid::Clear) {
        outcomes.emplace_back(Release{});
      } else {
        show_calling(outcomes);
      }
      return;
    }
    case State::Fresh:
    case State::Running:
      outcomes.emplace_back(AskHost{DataToHost{{record.begin(), record.end()}}});
      return;
  }
}

// VTAM's SYSREQ has ended: what the host has written meanwhile. What its text has overwritten the
// host cannot be asked for; the keyboard is free, and Clear brings most applications to write anew.
void HostTerminal::on_repaint(ProgramOutcomes& outcomes) {
  suspended_ = false;
  if (state_ == State::Calling) {
    show_calling(outcomes);
  } else if (held_.empty()) {
    outcomes.emplace_back(Write{unlock()});
  }
  for (tn3270::ByteBuffer& record : std::exchange(held_, {})) {
    outcomes.emplace_back(Write{std::move(record)});
  }
}

void HostTerminal::on_response(const Answer& answer, ProgramOutcomes& outcomes) {
  if (!owed_.empty()) {
    outcomes.emplace_back(AskHost{AnswerToHost{owed_.front(), answer.positive, answer.sense}});
    owed_.erase(owed_.begin());
  }
}

void HostTerminal::on_refused(const Answer& answer, ProgramOutcomes& outcomes) {
  if (state_ == State::Running) {
    outcomes.emplace_back(AskHost{AnswerToHost{sequence_, false, answer.sense}});
  } else {
    on_repaint(outcomes);
  }
}

bool HostTerminal::on_key(HostKey key, ProgramOutcomes& outcomes) {
  if (state_ == State::Calling || (key == HostKey::Sysreq && !takes_sysreq_)) {
    return false;
  }
  outcomes.emplace_back(AskHost{KeyToHost{key}});
  return true;
}

bool HostTerminal::on_sscp(tn3270::Bytes text, ProgramOutcomes& outcomes) {
  outcomes.emplace_back(AskHost{SscpToHost{{text.begin(), text.end()}}});
  return true;
}

void HostTerminal::on_host(HostHeard&& heard, ProgramOutcomes& outcomes) {
  std::visit([&](auto& one) { take(one, outcomes); }, heard);
}

void HostTerminal::take(HostUp& up, ProgramOutcomes& outcomes) {
  if (too_small(up.bind_image, outcomes)) {
    return;
  }
  takes_sysreq_ = up.sysreq;
  owed_.clear();
  state_ = State::Fresh;
  if (up.bind_image) {
    outcomes.emplace_back(Unbind{0x02});  // until the host's own BIND
  }
}

void HostTerminal::take(HostBind& bind, ProgramOutcomes& outcomes) {
  outcomes.emplace_back(Bind{std::move(bind.image)});
  state_ = State::Fresh;
}

void HostTerminal::take(HostUnbind& unbind, ProgramOutcomes& outcomes) {
  outcomes.emplace_back(Unbind{unbind.reason});
  owed_.clear();
}

void HostTerminal::take(HostData& data, ProgramOutcomes& outcomes) {
  if (state_ != State::Running && !erases(data.record) && !suspended_) {
    outcomes.emplace_back(Write{blank()});  // over what we have shown ourselves
  }
  state_ = State::Running;
  sequence_ = data.sequence;
  if (suspended_) {
    held_.push_back(std::move(data.record));
    if (data.wants == HostWants::Answer) {
      outcomes.emplace_back(AskHost{AnswerToHost{data.sequence}});
    }
    return;
  }
  const bool definite = data.wants == HostWants::Answer;
  if (definite) {
    owed_.push_back(data.sequence);
  }
  outcomes.emplace_back(Write{std::move(data.record), RuKind::Data3270, definite});
}

void HostTerminal::take(HostSscp& sscp, ProgramOutcomes& outcomes) {
  outcomes.emplace_back(WriteSscp{std::move(sscp.text)});
}

void HostTerminal::take(HostEndsJob& /*end*/, ProgramOutcomes& /*outcomes*/) {}

void HostTerminal::take(HostGone& gone, ProgramOutcomes& outcomes) {
  outcomes.emplace_back(Release{gone.why, gone.never_up ? sense::kPluInactive : 0});
}

void HostTerminal::on_lost(LossReason /*reason*/, ProgramOutcomes& outcomes) {
  outcomes.emplace_back(Release{});
}

}  // namespace vtam
