// Output LUs: printers that no client serves. Their sessions are like any printer's, but what is
// written goes to the spool, whose answer is the RU's definite response.

#include <utility>

#include "config/verify.h"
#include "tn3270/server/reactor/session_table.h"
#include "vtam/sense.h"

namespace server {
namespace {

// What a BIND is made for: a 3287 that takes everything.
constexpr const char* kDevice = "IBM-3287-1";

printers::PieceKind piece_kind(vtam::RuKind kind) {
  return kind == vtam::RuKind::Scs ? printers::PieceKind::Scs : printers::PieceKind::Data3270;
}

}  // namespace

std::vector<OutputLu> outputs_of(const config::Config& config, std::uint16_t reactor,
                                 std::size_t reactors) {
  std::vector<OutputLu> its;
  std::size_t count = 0;
  for (std::size_t partition = 0; partition < config.servers.size(); ++partition) {
    for (const config::LuSettings& lu : config.servers[partition].lus) {
      if (config::is_output(lu.type) && count++ % reactors == reactor) {
        its.push_back({&lu, static_cast<std::uint16_t>(partition)});
      }
    }
  }
  return its;
}

std::optional<std::uint32_t> SessionTable::open_output(config::Instant now, std::size_t& index,
                                                       Reply& reply) {
  while (index < around_.outputs.size()) {
    const OutputLu& output = around_.outputs[index++];
    const config::LuName lu = output.settings->name;
    const std::uint32_t slot_index = new_slot(now);
    const auto entry = around_.directory->with(
        [&](vtam::Directory& directory) { return directory.open_output(lu, id(slot_index)); });
    Slot& slot = slots_[slot_index];
    if (!entry) {
      slot.used = false;
      free_.push_back(slot_index);
      continue;
    }
    slot.device = tn3270::DeviceType::from_tn3270e(kDevice).value();
    slot.rule = std::string("delivered as ") + config::text(output.settings->type);
    slot.output = std::make_unique<OutputEnd>();
    slot.session.emplace(*output.settings, output.partition, around_.network, id(slot_index));
    guarded_turn({slot_index, now, reply}, [&](Turn turn) {
      vtam::Terminal terminal;
      terminal.device = slot.device;
      terminal.bind_image = true;
      terminal.responses = true;
      terminal.functions = "output";
      terminal.client = "the spool";
      outcomes_.clear();
      session_of(turn).start(std::move(terminal), outcomes_);
      execute(turn);
    });
    return slot_index;
  }
  return std::nullopt;
}

void SessionTable::spool(const vtam::SendData& data, Turn turn) {
  Slot& slot = slots_[turn.slot];
  slot.last_work = turn.now;
  if (slot.without_client()) {
    slot.last_activity = turn.now;
    slot.bytes_out += data.record.size();
  }
  const vtam::LuSession& session = *slot.session;
  printers::JobFacts facts{.printer = session.lu()};
  facts.application = session.application();
  facts.code_page = session.code_page();
  facts.sizes = session.screen();
  facts.bind = slot.output->bind;
  around_.spool(SpoolRu{id(turn.slot), std::move(facts), piece_kind(data.kind), data.record});
}

void SessionTable::end_spooled_job(const Slot& slot) {
  around_.spool(SpoolEndOfJob{slot.session->lu()});
}

void SessionTable::abandon_job(const Slot& slot, const std::string& why) {
  if (slot.output && slot.session) {
    around_.spool(SpoolAbandon{slot.session->lu(), why});
  }
}

// V NET,INACT lets sessions go on; this one would for ever, as no client ends it.
void SessionTable::leave_inactive(Turn turn) {
  const Slot& slot = slots_[turn.slot];
  if (!slot.session || slot.session->dead() || slot.session->acb() != 0) {
    return;
  }
  if (const auto why = around_.network->inactive_node(slot.session->lu())) {
    end(turn, vtam::LossReason::Inactivated, "V-NET", *why);
  }
}

bool SessionTable::spooled(const RuSpooled& spooled, config::Instant now, Reply& reply) {
  Slot* slot = living(spooled.session);
  if (slot == nullptr || !slot->session || !slot->output) {
    return false;
  }
  guarded_turn({spooled.session.slot, now, reply}, [&](Turn turn) {
    outcomes_.clear();
    session_of(turn).response(true, spooled.answer, outcomes_);
    execute(turn);
  });
  return true;
}

}  // namespace server
