#include "vtam/programs/queued_logon.h"

#include <variant>

#include "config/limits.h"
#include "tn3270/datastream/aid.h"
#include "tn3270/datastream/inbound.h"
#include "vtam/programs/logon_command.h"

namespace vtam {
namespace {

using tn3270::Aid;

// LOGOFF, whatever field it was typed into.
bool logoff(const tn3270::Inbound& input, const tn3270::CodePage& page) {
  const tn3270::Bytes typed =
      input.fields.empty() ? tn3270::Bytes(input.unformatted) : input.fields.front().data;
  return typed.size() <= config::limits::kTypedCommand &&
         std::holds_alternative<LogoffTyped>(parse_command(page.decode(typed)));
}

}  // namespace

QueuedLogonProgram::QueuedLogonProgram(const Logon& logon, const QueuedLogon& queued)
    : page_(logon.page),
      lu_(logon.lu),
      frame_(Frame::of(logon)),
      application_(queued.application.text()),
      why_(logon.notice),
      since_(time_text(queued.since) + " on " + date_text(queued.since)),
      lost_(queued.lost) {}

void QueuedLogonProgram::show(ProgramOutcomes& outcomes) const {
  Panel panel(frame_, *page_);
  panel.put({1, 2}, lost_ ? "tn3270d  Waiting for an application" : "tn3270d  Logon is queued",
            Role::Heading);
  panel.put_right(1, "LU " + lu_.text(), Role::Heading);
  panel.message(4, 2, why_ + ".", Role::Info);
  panel.put({7, 2},
            lost_ ? "Your session with " + application_ + " was lost at " + since_ + "."
                  : "Your logon to " + application_ + " waits since " + since_ + ".",
            Role::Label);
  panel.put({8, 2},
            lost_ ? "You are logged on again when " + application_ + " is back."
                  : "It goes on by itself when " + application_ + " is there.",
            Role::Label);
  panel.put({11, 2}, "To give up press PF3 or CLEAR, or type LOGOFF:", Role::Label);
  panel.put({12, 2}, "===>", Role::Label);
  panel.input({12, 8}, 8, "", Role::Input);
  panel.put({frame_.size.rows, 2}, "PF3=Menu  CLEAR=Menu", Role::Keys);
  panel.cursor({12, 8});
  outcomes.emplace_back(Write{panel.finish()});
}

void QueuedLogonProgram::on_logon(const Logon& /*logon*/, ProgramOutcomes& outcomes) {
  show(outcomes);
}

void QueuedLogonProgram::on_receive(tn3270::Bytes record, ProgramOutcomes& outcomes) {
  const auto parsed = tn3270::parse_inbound(record, frame_.size);
  if (const auto* input = std::get_if<tn3270::Inbound>(&parsed)) {
    const bool key = input->aid == Aid::Pf3 || input->aid == Aid::Pf15 || input->aid == Aid::Clear;
    if (key || (input->aid == Aid::Enter && logoff(*input, *page_))) {
      outcomes.emplace_back(Release{});
      return;
    }
  }
  show(outcomes);
}

void QueuedLogonProgram::on_repaint(ProgramOutcomes& outcomes) {
  show(outcomes);
}

void QueuedLogonProgram::on_lost(LossReason /*reason*/, ProgramOutcomes& outcomes) {
  outcomes.emplace_back(Release{});
}

}  // namespace vtam
