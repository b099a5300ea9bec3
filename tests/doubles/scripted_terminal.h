#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tn3270/datastream/bytes.h"

namespace doubles {

// A terminal client written for the tests, from RFC 2355 and RFC 1576 and not from our own protocol
// room, so that it is a second opinion. Negotiates by itself as far as `Manners` say; bytes in,
// bytes out.
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
  };
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

  [[nodiscard]] bool ready() const { return ready_; }
  [[nodiscard]] const std::string& lu() const { return lu_; }  // as granted in TN3270E
  [[nodiscard]] const std::vector<std::uint8_t>& rejects() const { return rejects_; }
  [[nodiscard]] const std::vector<std::uint8_t>& agreed() const { return agreed_; }
  [[nodiscard]] const std::vector<Record>& records() const { return records_; }
  void forget_records() { records_.clear(); }
  [[nodiscard]] const std::string& nvt_text() const { return nvt_text_; }
  [[nodiscard]] std::size_t timing_marks() const { return timing_marks_; }

 private:
  enum class Telnet : std::uint8_t { Data, Iac, Verb, Sub, SubIac };
  void command(std::uint8_t byte);
  void negotiate(std::uint8_t verb, std::uint8_t option);
  void subnegotiation();
  void request_device();
  void end_of_record();
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
};

}  // namespace doubles
