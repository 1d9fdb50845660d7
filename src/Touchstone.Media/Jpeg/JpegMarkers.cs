namespace Touchstone.Media.Jpeg;

/// <summary>Marker codes of T.81 table B.1: the byte after 0xFF.</summary>
internal static class JpegMarkers
{
    internal const byte Sof0 = 0xC0;
    internal const byte Sof1 = 0xC1;
    internal const byte Sof2 = 0xC2;
    internal const byte Dht = 0xC4;
    internal const byte Jpg = 0xC8;
    internal const byte Dac = 0xCC;
    internal const byte Rst0 = 0xD0;
    internal const byte Soi = 0xD8;
    internal const byte Eoi = 0xD9;
    internal const byte Sos = 0xDA;
    internal const byte Dqt = 0xDB;
    internal const byte Dnl = 0xDC;
    internal const byte Dri = 0xDD;
    internal const byte Dhp = 0xDE;
    internal const byte Exp = 0xDF;
    internal const byte App0 = 0xE0;
    internal const byte Com = 0xFE;

    internal static bool IsRestart(byte marker) => (marker & 0xF8) == Rst0;

    internal static bool IsFrameHeader(byte marker) => marker is >= Sof0 and <= 0xCF and not Dht and not Jpg and not Dac;

    /// <summary>Markers without a length field: RSTn, SOI, EOI and TEM.</summary>
    internal static bool StandsAlone(byte marker) => marker is >= Rst0 and <= Eoi or 0x01;

    internal static string NameOf(byte marker) => marker switch
    {
        Dht => "DHT",
        Jpg => "JPG",
        Dac => "DAC",
        Soi => "SOI",
        Eoi => "EOI",
        Sos => "SOS",
        Dqt => "DQT",
        Dnl => "DNL",
        Dri => "DRI",
        Dhp => "DHP",
        Exp => "EXP",
        Com => "COM",
        0x01 => "TEM",
        >= Sof0 and <= 0xCF => $"SOF{marker - Sof0}",
        >= Rst0 and < Soi => $"RST{marker - Rst0}",
        >= App0 and <= 0xEF => $"APP{marker - App0}",
        >= 0xF0 and <= 0xFD => $"JPG{marker - 0xF0}",
        _ => $"RES{marker:X2}",
    };
}
