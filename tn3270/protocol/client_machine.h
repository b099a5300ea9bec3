#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "tn3270/datastream/bytes.h"
#include "tn3270/protocol/client_event.h"
#include "tn3270/protocol/client_link.h"
#include "tn3270/protocol/client_phases.h"
#include "tn3270/protocol/life_marks.h"
#include "tn3270/protocol/option_table.h"
#include "tn3270/protocol/record_buffer.h"
#include "tn3270/protocol/record_header.h"
#include "tn3270/protocol/telnet_codec.h"
#include "tn3270/protocol/text_lines.h"
#include "tn3270/protocol/tn3270e_message.h"

namespace tn3270 {

// What is behind ClientLink: one phase, the options, and the counts that bound a host. Telnet
// events go to the phase by kind: client_machine.cpp (telnet, STARTTLS), client_tn3270e.cpp and
// client_classic.cpp (negotiation), client_records.cpp (what the host sends), client_sending.cpp
// (what we send).
class ClientMachine {
 public:
  // Where one call's results go.
  struct Turn {
    std::vector<ClientEvent>& events;
    ByteBuffer& out;
    std::size_t taken = 0;  // of the bytes given to this call
  };

  explicit ClientMachine(HostRequest request);

  void feed(Bytes in, Turn turn);
  void host_closed(std::vector<ClientEvent>& events);
  [[nodiscard]] Bytes record(const HostRecord& record) const;
  void forget_records() { records_.forget(); }

  void send_3270(Bytes data, ByteBuffer& out);
  void send_sscp(Bytes ebcdic, ByteBuffer& out);
  void send_response(std::uint16_t sequence, bool positive, std::uint32_t sense, ByteBuffer& out);
  void send_condition_cleared(ByteBuffer& out);
  void attn(ByteBuffer& out) const;
  void sysreq(ByteBuffer& out) const;
  void keep_alive(ByteBuffer& out) const;
  void probe(ByteBuffer& out);

  [[nodiscard]] bool ready() const;
  [[nodiscard]] bool ended() const;
  [[nodiscard]] bool unfinished() const { return records_.begun() || codec_.unfinished(); }
  [[nodiscard]] LinkKind kind() const;
  [[nodiscard]] FunctionSet functions() const;
  [[nodiscard]] std::uint32_t ignored_records() const { return ignored_; }

 private:
  void take(const NothingYet& nothing, Turn& turn);
  void take(const DataRun& run, Turn& turn);
  void take(const Negotiation& verb, Turn& turn);
  void take(const Subnegotiation& subnegotiation, Turn& turn);
  void take(const TelnetCommand& command, Turn& turn);
  void take(const Violation& violation, Turn& turn);

  // STARTTLS: PROTOCOL 3.1.
  void starttls_option(OptionNews news, Turn& turn);
  void starttls_message(Bytes message, Turn& turn);
  // Where the answers to verbs go.
  [[nodiscard]] ByteBuffer& answers(Turn& turn) { return held_ ? *held_ : turn.out; }
  // Whether what the host has said may be answered in clear.
  [[nodiscard]] bool in_clear(Turn& turn);

  // TN3270E.
  void tn3270e_option(OptionNews news, Turn& turn);
  void tn3270e_message(const tn3270e::SendDeviceType& send, Turn& turn);
  void tn3270e_message(const tn3270e::DeviceTypeIs& granted, Turn& turn);
  void tn3270e_message(const tn3270e::DeviceTypeReject& reject, Turn& turn);
  void tn3270e_message(const tn3270e::FunctionsMessage& message, Turn& turn);
  void tn3270e_message(const tn3270e::Malformed& malformed, Turn& turn);
  void request_device(std::uint32_t name, Turn& turn);
  [[nodiscard]] std::optional<std::string> asked_name(std::size_t name) const;
  void functions_requested(client_phase::FunctionsAwaited& awaited,
                           const tn3270e::FunctionsMessage& asked, Turn& turn);
  void functions_agreed(FunctionSet functions, Turn& turn);
  void leave_tn3270e(Turn& turn);

  // Classic.
  void terminal_type_asked(Turn& turn);
  void classic_option(const Negotiation& verb, OptionNews news, Turn& turn);
  void ready_when_agreed(Turn& turn);
  [[nodiscard]] bool in_3270_mode() const;
  // HostRestarted, and all that was asked for may be asked for again.
  void restart(client_phase::Any phase, Turn& turn);

  // Records.
  void end_of_record(Turn& turn);
  void tn3270e_record(RecordBuffer::Place place, Turn& turn);
  void classic_record(RecordBuffer::Place place, Turn& turn);
  void job_ends(Turn& turn);
  void response_record(const RecordHeader& header, RecordBuffer::Place data, Turn& turn);
  [[nodiscard]] bool agreed(DataType type) const;
  [[nodiscard]] std::uint16_t take_sequence();

  void text(Bytes run, Turn& turn);
  void end_text(std::vector<ClientEvent>& events);
  void text_for_a_record(std::vector<ClientEvent>& events);
  // Counts towards limits::kNegotiations; whether it may go on.
  [[nodiscard]] bool negotiates(std::uint8_t option, Turn& turn);
  void violate(const char* rule, std::string detail, Turn& turn);
  void finish(std::string why, Turn& turn);
  void end();

  HostRequest request_;
  TelnetCodec codec_;
  OptionTable options_{Side::Client};
  RecordBuffer records_;
  TextLines text_;
  client_phase::Any phase_;
  // WILL STARTTLS and FOLLOWS were sent, and the host's FOLLOWS is awaited: what other verbs ask
  // for waits, and is forgotten with all options unless the host takes its word back.
  std::unique_ptr<ByteBuffer> held_;
  std::uint32_t negotiations_ = 0;  // limits::kNegotiations
  std::uint32_t ignored_ = 0;
  std::uint32_t terminal_types_ = 0;  // SENDs of option 24 answered since the last restart
  bool terminal_type_told_ = false;
  LifeMarks life_;
};

}  // namespace tn3270
