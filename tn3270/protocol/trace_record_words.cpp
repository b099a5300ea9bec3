#include <algorithm>
#include <array>

#include "tn3270/datastream/hex_lines.h"
#include "tn3270/protocol/link_event.h"
#include "tn3270/protocol/trace_words.h"

namespace tn3270::trace {
namespace {

constexpr std::array<const char*, 10> kTypes{"3270-DATA", "SCS-DATA", "RESPONSE", "BIND-IMAGE",
                                             "UNBIND",    "NVT-DATA", "REQUEST",  "SSCP-LU-DATA",
                                             "PRINT-EOJ", "BID"};

std::string type_name(std::uint8_t type) {
  return type < kTypes.size() ? kTypes.at(type) : "DATA-TYPE " + hex_byte(type);
}

std::string wanted_words(std::uint8_t flag) {
  switch (flag) {
    case 0:
      return "NO-RESPONSE";
    case 1:
      return "ERROR-RESPONSE";
    case 2:
      return "ALWAYS-RESPONSE";
    default:
      return "RESPONSE-FLAG " + hex_byte(flag);
  }
}

// RFC 2355 10.4.1, PROTOCOL 1.5.
std::string negative_words(Bytes data) {
  if (data.empty()) {
    return "";
  }
  switch (data[0]) {
    case 0:
      return " command reject";
    case 1:
      return " intervention required";
    case 2:
      return " operation check";
    case 3:
      return " component disconnected";
    default:
      return " code " + hex_byte(data[0]);
  }
}

std::string response_words(const RecordHeader& header, Bytes data) {
  switch (header.response) {
    case 0:
      return " POSITIVE";
    case 1:
      return " NEGATIVE" + negative_words(data);
    case 2: {
      std::string sense = " SNA-SENSE ";
      for (const std::uint8_t byte : data.first(std::min<std::size_t>(data.size(), 4))) {
        sense += hex_byte(byte);
      }
      return sense;
    }
    default:
      return " RESPONSE-FLAG " + hex_byte(header.response);
  }
}

// Bits of the REQUEST-FLAG where CONTENTION-RESOLUTION was agreed (PROTOCOL 1.9).
std::string turn_words(std::uint8_t flag) {
  return std::string((flag & 0x01U) != 0 ? " SEND-DATA" : "") +
         ((flag & 0x02U) != 0 ? " KEYBOARD-RESTORE" : "") + ((flag & 0x04U) != 0 ? " SIGNAL" : "");
}

std::string size_words(std::uint8_t rows, std::uint8_t columns) {
  return std::to_string(rows) + "x" + std::to_string(columns);
}

}  // namespace

std::string header_words(const RecordHeader& header, Bytes data) {
  std::string words = type_name(header.type);
  const std::string sequence = " seq " + std::to_string(header.sequence);
  switch (static_cast<DataType>(header.type)) {
    case DataType::Data3270:
    case DataType::ScsData:
      return words + sequence + " " + wanted_words(header.response) + turn_words(header.request);
    case DataType::Bid:
      return words + sequence + " " + wanted_words(header.response);
    case DataType::Response:
      return words + sequence + response_words(header, data);
    case DataType::Request:
      return words + (header.request == 0 ? " ERR-COND-CLEARED"
                                          : " REQUEST-FLAG " + hex_byte(header.request));
    case DataType::Unbind:
      return words + (data.empty() ? "" : " " + unbind_words(data[0]));
    default:
      return words;
  }
}

std::string unbind_words(std::uint8_t reason) {
  const char* name = nullptr;
  switch (reason) {
    case 0x01:
      name = "normal end";
      break;
    case 0x02:
      name = "BIND forthcoming";
      break;
    case 0x07:
      name = "virtual route inoperative";
      break;
    case 0x08:
      name = "route extension inoperative";
      break;
    case 0x09:
      name = "hierarchical reset";
      break;
    case 0x0A:
      name = "SSCP gone";
      break;
    case 0x0B:
      name = "virtual route deactivated";
      break;
    case 0x0C:
      name = "LU failure, permanent";
      break;
    case 0x0E:
      name = "LU failure, temporary";
      break;
    case 0x0F:
      name = "cleanup";
      break;
    case 0xFE:
      name = "invalid session";
      break;
    default:
      break;
  }
  return "reason " + hex_byte(reason) + (name != nullptr ? std::string(" ") + name : "");
}

// PROTOCOL 4.8.
std::string bind_words(Bytes image, const CodePage& page) {
  constexpr std::size_t kPluLength = 27;
  constexpr std::size_t kLongestName = 17;  // NETWORK.NAME
  if (image.size() <= kPluLength || image[0] != 0x31) {
    return "FAULT: this is no BIND";
  }
  const std::size_t length = image[kPluLength];
  const bool named = length > 0 && length <= kLongestName && image.size() > kPluLength + length;
  return (named ? "PLU " + page.decode(image.subspan(kPluLength + 1, length)) : "no PLU name") +
         ", LU type " + std::to_string(image[14]) + ", FM " + hex_byte(image[2]) + " TS " +
         hex_byte(image[3]) + ", sizes " + size_words(image[20], image[21]) + " and " +
         size_words(image[22], image[23]) + ", size code " + hex_byte(image[24]);
}

}  // namespace tn3270::trace
