using System.Collections.Frozen;

namespace Touchstone.Provenance.Containers.Bmff;

/// <summary>What the box types of ISO-BMFF are (ISO/IEC 14496-12:2022, 23008-12:2022, 14496-30).</summary>
internal static class BmffTypes
{
    // Boxes that hold boxes and nothing else.
    private static readonly FrozenSet<string> Containers = FrozenSet.Create(
        "moov", "trak", "edts", "mdia", "minf", "dinf", "stbl", "mvex", "moof", "traf", "mfra", "udta", "tref", "trgr", "strk", "strd",
        "iprp", "ipco", "sinf", "schi", "rinf", "meco", "hnti", "hinf", "paen", "cinf", "grpl");

    private static readonly FrozenSet<string> FullBoxes = FrozenSet.Create(
        "pdin", "mvhd", "tkhd", "mdhd", "hdlr", "vmhd", "smhd", "hmhd", "nmhd", "sthd", "vvhd", "elng", "stsd", "stts", "ctts", "cslg", "stss", "stsh", "stdp", "sdtp",
        "elst", "dref", "url ", "urn ", "imdt", "stsz", "stz2", "stsc", "stco", "co64", "padb", "subs", "saiz", "saio", "mehd", "trex", "mfhd", "tfhd", "trun", "tfra", "mfro",
        "tfdt", "leva", "trep", "assp", "sbgp", "sgpd", "csgp", "cprt", "tsel", "kind", "meta", "xml ", "bxml", "iloc", "pitm", "ipro", "infe", "iinf", "iref", "ipma", "schm",
        "fiin", "fpar", "fecr", "gitn", "fire", "stri", "stsg", "stvi", "csch", "sidx", "ssix", "prft", "srpp", "srat", "chnl", "dmix", "txtC", "mime", "uri ", "uriI",
        "medc", "emsg", "pssh", "tenc", "senc", "evrp", "ispe", "pixi", "auxC", "dOps", "vpcC", "SmDm", "CoLL");

    internal static bool IsContainer(string type) => Containers.Contains(type);

    internal static bool IsFull(string type) => FullBoxes.Contains(type);

    /// <summary>Bytes between a full box's flags and its first child: the number of entries. -1 where the type holds no boxes.</summary>
    internal static int CountBytes(string type, int version) => type switch
    {
        "meta" or "iref" => 0,
        "iinf" => version == 0 ? 2 : 4,
        "stsd" or "dref" => 4,
        _ => -1,
    };

    internal static RegionRole Role(string type) => type switch
    {
        "mdat" or "idat" or "imda" => RegionRole.Media,
        "free" or "skip" or "wide" => RegionRole.Padding,
        "udta" or "uuid" or "Exif" or "xml " or "bxml" or "XMP_" or "ilst" => RegionRole.Metadata,
        _ => RegionRole.Structure,
    };
}
