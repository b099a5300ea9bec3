#include "tn3270/protocol/link_contention.h"

#include "config/limits.h"
#include "tn3270/datastream/orders.h"

namespace tn3270 {

namespace {

constexpr std::uint8_t kSendData = 0x01;
constexpr std::uint8_t kKeyboardRestore = 0x02;

// Write, Erase/Write and Erase/Write Alternate, as SNA and as local controllers write them
// (PROTOCOL 4.1): those have a WCC.
bool has_wcc(std::uint8_t command) {
  switch (command) {
    case static_cast<std::uint8_t>(Command::Write):
    case static_cast<std::uint8_t>(Command::EraseWrite):
    case static_cast<std::uint8_t>(Command::EraseWriteAlternate):
    case 0x01:
    case 0x05:
    case 0x0D:
      return true;
    default:
      return false;
  }
}

}  // namespace

std::uint8_t request_flag(Bytes data, HostTurn turn) {
  std::uint8_t flag = turn == HostTurn::Ends ? kSendData : std::uint8_t{0};
  if (data.size() > 1 && has_wcc(data[0]) &&
      (data[1] & static_cast<std::uint8_t>(Wcc::Restore)) != 0) {
    flag = static_cast<std::uint8_t>(flag | kKeyboardRestore);
  }
  return flag;
}

Contention::Next Contention::next() const {
  if (!clients_turn_) {
    return Next::Send;
  }
  return bid_ || refused_ ? Next::Hold : Next::Bid;
}

void Contention::sent(HostTurn turn) {
  clients_turn_ = turn == HostTurn::Ends;
}

void Contention::bid(std::uint16_t sequence) {
  bid_ = sequence;
}

void Contention::hold(Bytes record, HostTurn turn, ByteBuffer& out) {
  held_.insert(held_.end(), record.begin(), record.end());
  held_turn_ = turn;
  if (held_.size() > config::limits::kHeldForTurn) {
    release(out);
  }
}

bool Contention::answered(std::uint16_t sequence, bool positive, ByteBuffer& out) {
  if (!bid_ || *bid_ != sequence) {
    return false;
  }
  bid_.reset();
  if (positive && clients_turn_) {
    release(out);
  }
  refused_ = clients_turn_ && !positive;
  return true;
}

void Contention::client_has_sent(ByteBuffer& out) {
  release(out);
}

void Contention::begin_anew() {
  // The answer to a BID may still come; nobody else is to see it.
  const std::optional<std::uint16_t> bid = bid_;
  *this = Contention();
  bid_ = bid;
}

void Contention::release(ByteBuffer& out) {
  clients_turn_ = false;
  refused_ = false;
  if (held_.empty()) {
    return;
  }
  out.insert(out.end(), held_.begin(), held_.end());
  ByteBuffer().swap(held_);
  sent(held_turn_);
}

}  // namespace tn3270
