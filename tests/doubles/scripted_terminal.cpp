#include "tests/doubles/scripted_terminal.h"

#include <algorithm>
#include <utility>

namespace doubles {
namespace {

constexpr std::uint8_t kIac = 0xFF;
constexpr std::uint8_t kDont = 0xFE;
constexpr std::uint8_t kDo = 0xFD;
constexpr std::uint8_t kWont = 0xFC;
constexpr std::uint8_t kWill = 0xFB;
constexpr std::uint8_t kSb = 0xFA;
constexpr std::uint8_t kSe = 0xF0;
constexpr std::uint8_t kAo = 0xF5;
constexpr std::uint8_t kEor = 0xEF;
constexpr std::uint8_t kBinary = 0;
constexpr std::uint8_t kTimingMark = 6;
constexpr std::uint8_t kTerminalType = 24;
constexpr std::uint8_t kEorOption = 25;
constexpr std::uint8_t kTn3270e = 40;
constexpr std::uint8_t kStartTls = 46;
constexpr std::uint8_t kFollows = 1;

// In TN3270E sub-negotiations (RFC 2355 7).
constexpr std::uint8_t kAssociate = 0;
constexpr std::uint8_t kConnect = 1;
constexpr std::uint8_t kDeviceType = 2;
constexpr std::uint8_t kFunctions = 3;
constexpr std::uint8_t kIs = 4;
constexpr std::uint8_t kReject = 6;
constexpr std::uint8_t kRequest = 7;
constexpr std::uint8_t kSend = 8;

constexpr unsigned kAllClassic = 0x0F;

// Of record headers (RFC 2355 8).
constexpr std::uint8_t k3270Data = 0;
constexpr std::uint8_t kScsData = 1;
constexpr std::uint8_t kPrintEoj = 8;
constexpr std::uint8_t kBid = 9;
constexpr std::uint8_t kAlwaysResponse = 2;

void append_doubled(tn3270::ByteBuffer& out, tn3270::Bytes bytes) {
  for (const std::uint8_t byte : bytes) {
    out.push_back(byte);
    if (byte == kIac) {
      out.push_back(kIac);
    }
  }
}

}  // namespace

ScriptedTerminal::ScriptedTerminal(Manners manners) : manners_(std::move(manners)) {}

void ScriptedTerminal::feed(tn3270::Bytes bytes) {
  for (const std::uint8_t byte : bytes) {
    if (secured_) {
      behind_follows_.push_back(byte);
      continue;
    }
    switch (telnet_) {
      case Telnet::Data:
        if (byte == kIac) {
          telnet_ = Telnet::Iac;
        } else {
          data(byte);
        }
        break;
      case Telnet::Iac:
        command(byte);
        break;
      case Telnet::Verb:
        telnet_ = Telnet::Data;
        negotiate(verb_, byte);
        break;
      case Telnet::Sub:
        if (byte == kIac) {
          telnet_ = Telnet::SubIac;
        } else {
          sub_.push_back(byte);
        }
        break;
      case Telnet::SubIac:
        telnet_ = byte == kSe ? Telnet::Data : Telnet::Sub;
        if (byte == kSe) {
          subnegotiation();
        } else {
          sub_.push_back(byte);
        }
        break;
    }
  }
}

tn3270::ByteBuffer ScriptedTerminal::take_output() {
  return manners_.mute ? (output_.clear(), tn3270::ByteBuffer{}) : std::exchange(output_, {});
}

void ScriptedTerminal::send(const tn3270::ByteBuffer& record) {
  if (in_e_) {
    say({0x00, 0x00, 0x00, 0x00, 0x00});
  }
  append_doubled(output_, record);
  say({kIac, kEor});
}

void ScriptedTerminal::send_sscp(const tn3270::ByteBuffer& text) {
  say({0x07, 0x00, 0x00, 0x00, 0x00});
  append_doubled(output_, text);
  say({kIac, kEor});
}

void ScriptedTerminal::send_raw(const tn3270::ByteBuffer& bytes) {
  output_.insert(output_.end(), bytes.begin(), bytes.end());
}

void ScriptedTerminal::say(std::initializer_list<std::uint8_t> bytes) {
  output_.insert(output_.end(), bytes.begin(), bytes.end());
}

void ScriptedTerminal::say(const std::string& text) {
  output_.insert(output_.end(), text.begin(), text.end());
}

void ScriptedTerminal::data(std::uint8_t byte) {
  if (ready_) {
    record_.push_back(byte);
  } else {
    nvt_text_.push_back(static_cast<char>(byte));
  }
}

void ScriptedTerminal::command(std::uint8_t byte) {
  telnet_ = Telnet::Data;
  if (byte == kIac) {
    data(kIac);
  } else if (byte >= kWill) {
    verb_ = byte;
    telnet_ = Telnet::Verb;
  } else if (byte == kSb) {
    sub_.clear();
    telnet_ = Telnet::Sub;
  } else if (byte == kEor) {
    end_of_record();
  } else if (byte == kAo) {
    ++jobs_ended_;  // RFC 1646
  }
}

void ScriptedTerminal::negotiate(std::uint8_t verb, std::uint8_t option) {
  if (option == kTn3270e) {
    if (verb == kDo && manners_.tn3270e) {
      in_e_ = true;
      say({kIac, kWill, kTn3270e});
    } else if (verb == kDo || verb == kDont) {
      in_e_ = false;
      say({kIac, kWont, kTn3270e});
    }
  } else if (option == kTimingMark && verb == kDo) {
    ++timing_marks_;
    if (manners_.answers_timing_mark) {
      say({kIac, kWont, kTimingMark});  // as s3270 does
    }
  } else if (option == kTerminalType && verb == kDo) {
    say({kIac, kWill, kTerminalType});
  } else if (option == kStartTls && verb == kDo && manners_.starttls) {
    say({kIac, kWill, kStartTls, kIac, kSb, kStartTls, kFollows, kIac, kSe});
    send_raw(manners_.behind_follows);
  } else if (option == kBinary || option == kEorOption) {
    const unsigned first = option == kBinary ? 1U : 4U;
    if (verb == kDo) {
      say({kIac, kWill, option});
      classic_agreed_ |= first;
    } else if (verb == kWill) {
      say({kIac, kDo, option});
      classic_agreed_ |= first << 1U;
    }
    ready_ = ready_ || classic_agreed_ == kAllClassic;
  } else if (verb == kDo) {
    say({kIac, kWont, option});
  } else if (verb == kWill) {
    say({kIac, kDont, option});
  }
}

void ScriptedTerminal::request_device() {
  if (next_lu_ > 0 && next_lu_ >= manners_.lus.size()) {
    in_e_ = false;
    next_lu_ = 0;  // x3270 starts its list again in classic
    say({kIac, kWont, kTn3270e});
    return;
  }
  say({kIac, kSb, kTn3270e, kDeviceType, kRequest});
  say(manners_.device);
  if (next_lu_ < manners_.lus.size()) {
    say({manners_.associate ? kAssociate : kConnect});
    say(manners_.lus[next_lu_]);
  }
  ++next_lu_;
  say({kIac, kSe});
  if (manners_.eager_functions) {
    request_functions();
  }
}

void ScriptedTerminal::request_functions() {
  say({kIac, kSb, kTn3270e, kFunctions, kRequest});
  send_raw(manners_.functions);
  say({kIac, kSe});
}

void ScriptedTerminal::answer_terminal_type() {
  say({kIac, kSb, kTerminalType, 0});
  say(manners_.device);
  if (!manners_.lus.empty()) {
    say("@" + manners_.lus[std::min(next_lu_, manners_.lus.size() - 1)]);
    ++next_lu_;
  }
  say({kIac, kSe});
}

void ScriptedTerminal::subnegotiation() {
  const auto is = [this](std::size_t at, std::uint8_t value) {
    return at < sub_.size() && sub_[at] == value;
  };
  if (is(0, kTerminalType) && is(1, 1)) {
    answer_terminal_type();
  } else if (is(0, kStartTls) && is(1, kFollows)) {
    secured_ = true;
  } else if (is(0, kTn3270e) && is(1, kSend) && is(2, kDeviceType)) {
    request_device();
  } else if (is(0, kTn3270e) && is(1, kDeviceType) && is(2, kReject)) {
    rejects_.push_back(sub_.at(4));
    request_device();
  } else if (is(0, kTn3270e) && is(1, kDeviceType) && is(2, kIs)) {
    const std::string text(sub_.begin() + 3, sub_.end());
    lu_ = text.substr(text.find('\x01') + 1);
    if (!manners_.stops_at_functions && !manners_.eager_functions) {
      request_functions();
    }
  } else if (is(0, kTn3270e) && is(1, kFunctions)) {
    agreed_.assign(sub_.begin() + 3, sub_.end());
    if (is(2, kRequest)) {
      say({kIac, kSb, kTn3270e, kFunctions, kIs});
      send_raw(agreed_);
      say({kIac, kSe});
    }
    ready_ = true;
  }
}

void ScriptedTerminal::end_of_record() {
  Record record;
  if (in_e_ && record_.size() >= 5) {
    record.type = record_[0];
    record.response_flag = record_[2];
    record.sequence = static_cast<std::uint16_t>(record_[3] << 8U | record_[4]);
    record.data.assign(record_.begin() + 5, record_.end());
  } else {
    record.data = record_;
  }
  record_.clear();
  answer(record);
  answer_query(record);
  records_.push_back(std::move(record));
}

void ScriptedTerminal::answer(const Record& record) {
  std::optional<Trouble> trouble;
  if (in_e_ && record.type == kBid) {
    ++bids_;
    if (manners_.refuses_bids) {
      trouble = Trouble::CommandReject;
    }
    say_response(record.sequence, trouble);
    return;
  }
  jobs_ended_ += in_e_ && record.type == kPrintEoj ? 1U : 0U;
  const bool asked = in_e_ ? record.response_flag == kAlwaysResponse &&
                                 (record.type == k3270Data || record.type == kScsData)
                           : printer() && ready_;
  if (!asked || !manners_.answers_records) {
    return;
  }
  if (!troubles_.empty()) {
    trouble = troubles_.front();
    troubles_.pop_front();
  }
  if (in_e_) {
    say_response(record.sequence, trouble);
  } else {
    say_status(trouble);
  }
}

// Write Structured Field, Read Partition of partition FF: Query or Query List.
void ScriptedTerminal::answer_query(const Record& record) {
  const tn3270::ByteBuffer& data = record.data;
  const bool query = record.type == k3270Data && data.size() >= 6 && data[0] == 0xF3 &&
                     data[3] == 0x01 && data[4] == 0xFF && (data[5] == 0x02 || data[5] == 0x03);
  if (query && !manners_.query_reply.empty()) {
    send(manners_.query_reply);
  }
}

void ScriptedTerminal::say_response(std::uint16_t sequence, std::optional<Trouble> trouble) {
  const tn3270::ByteBuffer bytes{0x02,
                                 0x00,
                                 trouble ? std::uint8_t{1} : std::uint8_t{0},
                                 static_cast<std::uint8_t>(sequence >> 8U),
                                 static_cast<std::uint8_t>(sequence & 0xFFU),
                                 trouble ? static_cast<std::uint8_t>(*trouble) : std::uint8_t{0}};
  append_doubled(output_, bytes);
  say({kIac, kEor});
}

// RFC 1646 5: SOH % R and two bytes.
void ScriptedTerminal::say_status(std::optional<Trouble> trouble) {
  constexpr std::uint8_t kBits[] = {0x20, 0x10, 0x01, 0x08};
  say({0x01, 0x6C, 0xD9, trouble ? std::uint8_t{4} : std::uint8_t{2},
       trouble ? kBits[static_cast<std::size_t>(*trouble)] : std::uint8_t{0}, kIac, kEor});
}

void ScriptedTerminal::clear_condition(Clears how) {
  if (!in_e_) {
    say_status(std::nullopt);
    return;
  }
  const std::uint8_t type = how == Clears::AsPr3287Does ? 0x07 : 0x06;
  say({type, 0x00, 0x00, 0x00, 0x00, kIac, kEor});
}

void ScriptedTerminal::start_inside_tls() {
  Manners manners = std::move(manners_);
  manners.starttls = false;
  *this = ScriptedTerminal(std::move(manners));
}

}  // namespace doubles
