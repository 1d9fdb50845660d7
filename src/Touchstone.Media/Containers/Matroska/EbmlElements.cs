namespace Touchstone.Media.Containers.Matroska;

/// <summary>How the data of an element is read.</summary>
internal enum EbmlType
{
    Binary,
    Master,
    Unsigned,
    Signed,
    Float,
    Text,
    Date,
}

/// <summary>Elements by id (RFC 8794 section 11, RFC 9559 section 5).</summary>
internal static class EbmlElements
{
    internal const uint Segment = 0x18538067;
    internal const uint Cluster = 0x1F43B675;

    private static readonly Dictionary<uint, (string Name, EbmlType Type)> _elements = new()
    {
        [0x1A45DFA3] = ("EBML", EbmlType.Master), [0x4286] = ("EBMLVersion", EbmlType.Unsigned), [0x42F7] = ("EBMLReadVersion", EbmlType.Unsigned),
        [0x42F2] = ("EBMLMaxIDLength", EbmlType.Unsigned), [0x42F3] = ("EBMLMaxSizeLength", EbmlType.Unsigned), [0x4282] = ("DocType", EbmlType.Text),
        [0x4287] = ("DocTypeVersion", EbmlType.Unsigned), [0x4285] = ("DocTypeReadVersion", EbmlType.Unsigned),
        [0xEC] = ("Void", EbmlType.Binary), [0xBF] = ("CRC-32", EbmlType.Binary), [Segment] = ("Segment", EbmlType.Master),
        [0x114D9B74] = ("SeekHead", EbmlType.Master), [0x4DBB] = ("Seek", EbmlType.Master), [0x53AB] = ("SeekID", EbmlType.Binary), [0x53AC] = ("SeekPosition", EbmlType.Unsigned),
        [0x1549A966] = ("Info", EbmlType.Master), [0x73A4] = ("SegmentUUID", EbmlType.Binary), [0x2AD7B1] = ("TimestampScale", EbmlType.Unsigned),
        [0x4489] = ("Duration", EbmlType.Float), [0x4461] = ("DateUTC", EbmlType.Date), [0x7BA9] = ("Title", EbmlType.Text),
        [0x4D80] = ("MuxingApp", EbmlType.Text), [0x5741] = ("WritingApp", EbmlType.Text),
        [0x1654AE6B] = ("Tracks", EbmlType.Master), [0xAE] = ("TrackEntry", EbmlType.Master), [0xD7] = ("TrackNumber", EbmlType.Unsigned), [0x73C5] = ("TrackUID", EbmlType.Unsigned),
        [0x83] = ("TrackType", EbmlType.Unsigned), [0x86] = ("CodecID", EbmlType.Text), [0x63A2] = ("CodecPrivate", EbmlType.Binary), [0x258688] = ("CodecName", EbmlType.Text),
        [0x536E] = ("Name", EbmlType.Text), [0x22B59C] = ("Language", EbmlType.Text), [0x23E383] = ("DefaultDuration", EbmlType.Unsigned), [0x9C] = ("FlagLacing", EbmlType.Unsigned),
        [0xB9] = ("FlagEnabled", EbmlType.Unsigned), [0x88] = ("FlagDefault", EbmlType.Unsigned), [0x55AA] = ("FlagForced", EbmlType.Unsigned),
        [0x56AA] = ("CodecDelay", EbmlType.Unsigned), [0x56BB] = ("SeekPreRoll", EbmlType.Unsigned),
        [0xE0] = ("Video", EbmlType.Master), [0xB0] = ("PixelWidth", EbmlType.Unsigned), [0xBA] = ("PixelHeight", EbmlType.Unsigned), [0x54B0] = ("DisplayWidth", EbmlType.Unsigned),
        [0x54BA] = ("DisplayHeight", EbmlType.Unsigned), [0x9A] = ("FlagInterlaced", EbmlType.Unsigned), [0x55B0] = ("Colour", EbmlType.Master),
        [0xE1] = ("Audio", EbmlType.Master), [0xB5] = ("SamplingFrequency", EbmlType.Float), [0x9F] = ("Channels", EbmlType.Unsigned), [0x6264] = ("BitDepth", EbmlType.Unsigned),
        [Cluster] = ("Cluster", EbmlType.Master), [0xE7] = ("Timestamp", EbmlType.Unsigned), [0xA3] = ("SimpleBlock", EbmlType.Binary), [0xA0] = ("BlockGroup", EbmlType.Master),
        [0xA1] = ("Block", EbmlType.Binary), [0xA7] = ("Position", EbmlType.Unsigned), [0xAB] = ("PrevSize", EbmlType.Unsigned), [0x9B] = ("BlockDuration", EbmlType.Unsigned),
        [0x1C53BB6B] = ("Cues", EbmlType.Master), [0xBB] = ("CuePoint", EbmlType.Master), [0xB3] = ("CueTime", EbmlType.Unsigned), [0xB7] = ("CueTrackPositions", EbmlType.Master),
        [0xF7] = ("CueTrack", EbmlType.Unsigned), [0xF1] = ("CueClusterPosition", EbmlType.Unsigned), [0xF0] = ("CueRelativePosition", EbmlType.Unsigned),
        [0x1941A469] = ("Attachments", EbmlType.Master), [0x61A7] = ("AttachedFile", EbmlType.Master), [0x466E] = ("FileName", EbmlType.Text), [0x4660] = ("FileMediaType", EbmlType.Text),
        [0x1043A770] = ("Chapters", EbmlType.Master), [0x1254C367] = ("Tags", EbmlType.Master), [0x7373] = ("Tag", EbmlType.Master), [0x63C0] = ("Targets", EbmlType.Master),
        [0x67C8] = ("SimpleTag", EbmlType.Master), [0x45A3] = ("TagName", EbmlType.Text), [0x4487] = ("TagString", EbmlType.Text), [0x447A] = ("TagLanguage", EbmlType.Text),
        [0x63C5] = ("TagTrackUID", EbmlType.Unsigned), [0x68CA] = ("TargetTypeValue", EbmlType.Unsigned),
    };

    internal static (string Name, EbmlType Type) Of(uint id) => _elements.GetValueOrDefault(id, ($"0x{id:X}", EbmlType.Binary));

    /// <summary>Elements that end a cluster or segment of unknown size (RFC 8794 section 6.2).</summary>
    internal static bool IsTopLevel(uint id) => id is Segment or Cluster or 0x114D9B74 or 0x1549A966 or 0x1654AE6B or 0x1C53BB6B or 0x1941A469 or 0x1043A770 or 0x1254C367 or 0x1A45DFA3;
}
