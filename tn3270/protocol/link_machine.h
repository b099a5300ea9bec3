#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/names.h"
#include "tn3270/datastream/bytes.h"
#include "tn3270/protocol/life_marks.h"
#include "tn3270/protocol/link_event.h"
#include "tn3270/protocol/link_phases.h"
#include "tn3270/protocol/option_table.h"
#include "tn3270/protocol/printer_status.h"
#include "tn3270/protocol/record_buffer.h"
#include "tn3270/protocol/record_header.h"
#include "tn3270/protocol/telnet_codec.h"
#include "tn3270/protocol/terminal_type.h"
#include "tn3270/protocol/tn3270e_message.h"

namespace tn3270 {

// What is behind TerminalLink: one phase, the options, and the counts that bound a peer. Telnet
// events go to the phase by kind: link_machine.cpp (telnet), link_starttls.cpp, link_tn3270e.cpp
// and link_classic.cpp (negotiation), link_records.cpp, link_responses.cpp and link_keys.cpp (what
// the client sends), link_sending.cpp (what we send).
class LinkMachine {
 public:
  // Where one call's results go.
  struct Turn {
    std::vector<LinkEvent>& events;
    ByteBuffer& out;
    std::size_t first_event;  // of this call; the vector may hold older ones
    bool attn = false;        // raised in this call
    std::size_t taken = 0;    // of the bytes given to this call
  };

  void start(StartTls starttls, ByteBuffer& out);
  void feed(Bytes in, Turn turn);
  [[nodiscard]] Bytes record(const RecordReceived& record) const;
  void forget_records() { records_.forget(); }

  void grant(config::LuName lu, FunctionOffer offer, Turn turn);
  void refuse(RejectReason reason, std::string_view notice, Turn turn);

  std::uint16_t send_3270(Bytes data, ResponseWanted wanted, HostTurn host_turn, ByteBuffer& out);
  std::uint16_t send_scs(Bytes data, ResponseWanted wanted, ByteBuffer& out);
  void send_print_eoj(ByteBuffer& out);
  void send_bind(Bytes image, ByteBuffer& out);
  void send_unbind(std::uint8_t reason, ByteBuffer& out);
  void send_sscp(Bytes ebcdic, ByteBuffer& out);
  void probe(ByteBuffer& out);
  void keep_alive(ByteBuffer& out) const;
  [[nodiscard]] bool unfinished() const { return records_.begun() || codec_.unfinished(); }

  [[nodiscard]] const phase::Any& phase() const { return phase_; }
  [[nodiscard]] FunctionSet functions() const;
  [[nodiscard]] bool ready() const;

 private:
  void take(const NothingYet& nothing, Turn& turn);
  void take(const DataRun& run, Turn& turn);
  void take(const Negotiation& verb, Turn& turn);
  void take(const Subnegotiation& subnegotiation, Turn& turn);
  void take(const TelnetCommand& command, Turn& turn);
  void take(const Violation& violation, Turn& turn);

  // STARTTLS.
  void starttls_option(OptionNews news, Turn& turn);
  void starttls_message(Bytes message, Turn& turn);

  // TN3270E.
  void begin_tn3270e(ByteBuffer& out);
  void tn3270e_option(OptionNews news, Turn& turn);
  void tn3270e_message(const tn3270e::DeviceTypeRequest& request, Turn& turn);
  void tn3270e_message(const tn3270e::FunctionsMessage& message, Turn& turn);
  void tn3270e_message(const tn3270e::Malformed& malformed, Turn& turn);
  // A FUNCTIONS REQUEST that does not wait for IS, or comes behind a REJECT; whether it was one.
  [[nodiscard]] bool eager_functions(const tn3270e::FunctionsMessage& message);
  void functions_requested(phase::FunctionsAwaited& awaited, const tn3270e::FunctionsMessage& asked,
                           Turn& turn);
  void leave_tn3270e(phase::Granted granted, Turn& turn);
  void functions_agreed(const phase::FunctionsAwaited& awaited, FunctionSet functions, Turn& turn);
  void reject(RejectReason reason, std::string detail, Turn& turn);

  // Classic.
  void begin_classic(std::optional<phase::Granted> granted, Turn& turn);
  void terminal_type_option(OptionNews news, Turn& turn);
  void binary_eor_option(OptionNews news, Turn& turn);
  void terminal_type(const terminal_type::Answer& answer, Turn& turn);
  void request_in_classic(const terminal_type::Answer& answer, DeviceType device, Turn& turn);
  // The client's next LU is asked for, or a notice is written and the link ends.
  void refuse_classic(const phase::ClassicDecision& decision, RejectReason reason,
                      std::string_view notice, Turn& turn);
  void ask_binary_eor(phase::Granted granted, Turn& turn);
  void ready_when_agreed(Turn& turn);

  // Records and keys.
  void end_of_record(Turn& turn);
  void tn3270e_record(RecordBuffer::Place place, Turn& turn);
  void sscp_record(const RecordHeader& header, RecordBuffer::Place data, Turn& turn);
  void response_record(const RecordHeader& header, RecordBuffer::Place data, Turn& turn);
  void request_record(const RecordHeader& header, Turn& turn);
  void condition_cleared(Turn& turn);
  void classic_record(RecordBuffer::Place place, Turn& turn);
  void take_status(const printer_status::Status& status, Turn& turn);
  void foreign_record(Turn& turn);
  void send_classic(Bytes before, Bytes data, ByteBuffer& out);
  [[nodiscard]] std::uint16_t take_sequence();
  [[nodiscard]] std::uint8_t response_flag(ResponseWanted wanted, std::uint16_t sequence);
  void attn(Turn& turn);
  void sysreq(Turn& turn);
  void release_held_keys(Turn& turn);
  [[nodiscard]] phase::HeldKeys* held_keys();

  void early(std::size_t bytes, Turn& turn);
  // Counts towards limits::kNegotiations; whether it may go on.
  [[nodiscard]] bool negotiates(std::uint8_t option, Turn& turn);
  [[nodiscard]] bool may_ask_again(Turn& turn);
  void violate(const char* rule, std::string detail, Turn& turn);
  void finish(std::string why, Turn& turn);
  void finish_with_notice(std::string_view notice, std::string why, Turn& turn);
  [[nodiscard]] bool ended() const { return std::holds_alternative<phase::Ended>(phase_); }
  [[nodiscard]] bool printer() const;  // as granted

  TelnetCodec codec_;
  OptionTable options_;
  RecordBuffer records_;
  phase::Any phase_;
  std::uint32_t negotiations_ = 0;  // limits::kNegotiations
  std::uint32_t refusals_ = 0;      // limits::kDeviceRefusals
  std::uint32_t foreign_ = 0;       // limits::kForeignRecords
  std::uint16_t early_ = 0;         // limits::kEarlyData
  LifeMarks life_;
  bool refused_in_tn3270e_ = false;
};

}  // namespace tn3270
