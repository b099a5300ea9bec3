#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "tn3270/datastream/bytes.h"

namespace doubles {

// A terminal or printer client written for the tests, from RFC 2355, RFC 1576 and RFC 1646 and not
// from our own protocol room, so that it is a second opinion. Negotiates by itself as far as
// `Manners` say; bytes in, bytes out.
class ScriptedTerminal {
 public:
  struct Manners {
    std::string device = "IBM-3278-2-E";
    std::vector<std::string> lus;  // asked for in this order; empty: a generic request
    bool tn3270e = true;           // false: WONT 40
    std::vector<std::uint8_t> functions{0, 2, 4};
    bool answers_timing_mark = true;
    bool mute = false;                // says nothing at all
    bool stops_at_functions = false;  // has a LU and goes no further
    bool eager_functions = false;     // FUNCTIONS with DEVICE-TYPE, without waiting for IS
    bool associate = false;           // a printer: `lus` are the terminals that it belongs to
    bool starttls = false;            // WILL 46 and FOLLOWS; false: WONT
    // Sent in the same write as FOLLOWS, as x3270 sends its ClientHello (PROTOCOL 3.1).
    tn3270::ByteBuffer behind_follows{};
    // Answers ALWAYS-RESPONSE, and in classic, as a printer, every record.
    bool answers_records = false;
    bool refuses_bids = false;
    // The answer to a Query, from AID 88 on; empty: none.
    tn3270::ByteBuffer query_reply{};
  };
  // The codes of a negative response (RFC 2355 10.4.1).
  enum class Trouble : std::uint8_t {
    CommandReject = 0,
    InterventionRequired = 1,
    OperationCheck = 2,
    Disconnected = 3
  };
  // How a printer says that it goes on: by the RFC, or as pr3287 does. In classic there is one way.
  enum class Clears : std::uint8_t { AsTheRfcSays, AsPr3287Does };
  struct Record {
    std::uint8_t type = 0;  // TN3270E data type; 0 in classic
    std::uint8_t response_flag = 0;
    std::uint16_t sequence = 0;
    tn3270::ByteBuffer data;
  };

  explicit ScriptedTerminal(Manners manners);

  // What the server has sent. Answers are appended to output().
  void feed(tn3270::Bytes bytes);
  // Hands over what is to be sent to the server.
  [[nodiscard]] tn3270::ByteBuffer take_output();

  // One inbound 3270 record, AID first. REQUIRES: ready().
  void send(const tn3270::ByteBuffer& record);
  void send_sscp(const tn3270::ByteBuffer& text);
  void send_raw(const tn3270::ByteBuffer& bytes);
  void press_sysreq() { send_raw({0xFF, 0xF5}); }

  // The next record that is answered is answered so; several wait for their turns.
  void answer_next(Trouble trouble) { troubles_.push_back(trouble); }
  void clear_condition(Clears how = Clears::AsTheRfcSays);

  // TLS has begun: nothing of it is read here.
  [[nodiscard]] bool secured() const { return secured_; }
  // What came behind the server's FOLLOWS, for TLS.
  [[nodiscard]] const tn3270::ByteBuffer& behind_follows() const { return behind_follows_; }
  // Inside TLS everything starts again, but for STARTTLS, which x3270 refuses there.
  void start_inside_tls();

  [[nodiscard]] bool ready() const { return ready_; }
  [[nodiscard]] const std::string& lu() const { return lu_; }  // as granted in TN3270E
  [[nodiscard]] const std::vector<std::uint8_t>& rejects() const { return rejects_; }
  [[nodiscard]] const std::vector<std::uint8_t>& agreed() const { return agreed_; }
  [[nodiscard]] const std::vector<Record>& records() const { return records_; }
  void forget_records() { records_.clear(); }
  [[nodiscard]] const std::string& nvt_text() const { return nvt_text_; }
  [[nodiscard]] std::size_t timing_marks() const { return timing_marks_; }
  [[nodiscard]] std::size_t jobs_ended() const { return jobs_ended_; }
  [[nodiscard]] std::size_t bids() const { return bids_; }

 private:
  enum class Telnet : std::uint8_t { Data, Iac, Verb, Sub, SubIac };
  void command(std::uint8_t byte);
  void negotiate(std::uint8_t verb, std::uint8_t option);
  void subnegotiation();
  void request_device();
  void request_functions();
  void answer_terminal_type();
  void end_of_record();
  void answer(const Record& record);
  void answer_query(const Record& record);
  void say_response(std::uint16_t sequence, std::optional<Trouble> trouble);
  void say_status(std::optional<Trouble> trouble);
  [[nodiscard]] bool printer() const { return manners_.device.find("3287") != std::string::npos; }
  void say(std::initializer_list<std::uint8_t> bytes);
  void say(const std::string& text);
  void data(std::uint8_t byte);

  Manners manners_;
  std::size_t next_lu_ = 0;
  Telnet telnet_ = Telnet::Data;
  std::uint8_t verb_ = 0;
  tn3270::ByteBuffer sub_;
  tn3270::ByteBuffer record_;
  tn3270::ByteBuffer output_;
  bool in_e_ = false;
  bool ready_ = false;
  unsigned classic_agreed_ = 0;  // bits: WILL/DO of BINARY and EOR
  std::string lu_;
  std::vector<std::uint8_t> rejects_;
  std::vector<std::uint8_t> agreed_;
  std::vector<Record> records_;
  std::string nvt_text_;
  std::size_t timing_marks_ = 0;
  std::deque<Trouble> troubles_;
  std::size_t jobs_ended_ = 0;
  std::size_t bids_ = 0;
  bool secured_ = false;
  tn3270::ByteBuffer behind_follows_;
};

}  // namespace doubles
