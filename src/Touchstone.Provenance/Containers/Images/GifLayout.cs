namespace Touchstone.Provenance.Containers.Images;

/// <summary>Walks the blocks of a GIF file (GIF89a specification; C2PA 2.2 §A.3.7, §18.7.3.4).</summary>
internal sealed class GifLayout
{
    private const int Extension = 0x21, Image = 0x2C, Trailer = 0x3B, Application = 0xFF, Comment = 0xFE, PlainText = 0x01;
    private const int XmpTrailer = 258, ApplicationHead = 14;

    private readonly LayoutBuilder _to;
    private long _at;
    private bool _isPictured;

    private GifLayout(LayoutBuilder to) => _to = to;

    internal static void Read(LayoutBuilder to)
    {
        to.Unnamed = "after the end of the image";
        var walk = new GifLayout(to);
        if (!walk.Head()) return;
        while (to.Node(walk._at))
            if (!walk.Block()) return;
    }

    // "GIF89a" | width, 2 | height, 2 | packed: table present, 1 bit … size of table, 3 bits | background | aspect | table of colours
    private bool Head()
    {
        var packed = _to.Bytes.Byte(10);
        _to.Region("GIF head", 0, 6, RegionRole.Structure);
        _to.Box("GIF89a", 0, 6);
        if (packed < 0 || _to.Length < 13)
        {
            _to.Damage(6, "The file ends within its head.");
            return false;
        }
        _at = 13 + Table(packed);
        _to.Region("screen descriptor", 6, _at - 6, RegionRole.Structure);
        _to.Box("LSD", 6, _at - 6);
        return true;
    }

    private bool Block()
    {
        var start = _at;
        switch (_to.Bytes.Byte(_at))
        {
            case Extension:
                return TakeExtension(start);
            case Image:
                return TakeImage(start);
            case Trailer:
                _to.Region("trailer", start, 1, RegionRole.Structure);
                _to.Box("3B", start, 1);
                return false;
            case < 0:
                _to.Damage(_at, "The file ends before the trailer.");
                return false;
            default:
                _to.Damage(_at, "No block stands where one must.");
                _to.Region("what follows damage in the image", _at, _to.Length - _at, RegionRole.Unaccounted);
                return false;
        }
    }

    // 2C | left, top, width, height, 2 each | packed | table of colours || code size | blocks of data … 0
    private bool TakeImage(long start)
    {
        _isPictured = true;
        var packed = _to.Bytes.Byte(start + 9);
        _at = start + 10 + (packed < 0 ? 0 : Table(packed));
        _to.Region("image descriptor", start, _at - start, RegionRole.Structure);
        _to.Box("2C", start, _at - start);
        var data = _at++;
        var whole = SkipBlocks();
        _to.Region("image data", data, _at - data, RegionRole.Media);
        _to.Box("TBID", data, _at - data);
        return whole;
    }

    // 21 | label | blocks of data … 0
    private bool TakeExtension(long start)
    {
        var label = _to.Bytes.Byte(start + 1);
        _at = start + 2;
        var whole = SkipBlocks();
        var isApplication = label == Application && _to.Bytes.Byte(start + 2) == 11;
        if (isApplication && _to.Bytes.Is(start + 3, "C2PA_GIF"u8) && !IsMisplaced(start))
        {
            _to.Box("C2PA", start, _at - start);
            TakeStore(start);
            return whole;
        }
        var name = label switch
        {
            Comment => "comment",
            PlainText => "plain text",
            Application => "application extension",
            _ => "extension",
        };
        if (isApplication && _to.Bytes.Is(start + 3, "XMP DataXMP"u8))
        {
            name = "XMP";
            _to.Xmp(start + ApplicationHead, _at - start - ApplicationHead - XmpTrailer);
        }
        _to.Box($"21{Math.Max(label, 0):X2}", start, _at - start);
        _to.Region(name, start, _at - start, label is Application && name != "XMP" || label == 0xF9 ? RegionRole.Structure : RegionRole.Metadata);
        return whole;
    }

    // A store comes before the first image (§A.3.7).
    private bool IsMisplaced(long start)
    {
        if (_isPictured) _to.Damage(start, "A manifest store stands after the first image, where the format allows none.");
        return _isPictured;
    }

    private void TakeStore(long start)
    {
        var store = new MemoryStream();
        var at = start + ApplicationHead;
        while (at < _at && _to.Bytes.Byte(at) is > 0 and var length && store.Length + length <= _to.Limits.MaximumStoreBytes)
        {
            var part = _to.Bytes.At(at + 1, length);
            store.Write(part[..Math.Min(length, part.Length)]);
            at += 1 + length;
        }
        if (store.Length == 0) _to.EmptyPlace("empty C2PA application extension", start, _at - start);
        else _to.Store(store.ToArray(), [new ByteRange(start, _at - start)], "application extension");
    }

    // Each block begins with its length; one of length 0 ends them.
    private bool SkipBlocks()
    {
        while (true)
        {
            var length = _to.Bytes.Byte(_at);
            if (length < 0)
            {
                _to.Damage(_to.Length, "The file ends within a block.");
                _at = _to.Length;
                return false;
            }
            _at += 1 + length;
            if (length == 0) return true;
            if ((_at & 0xFFFF) < 256) _to.Cancel.ThrowIfCancellationRequested();
        }
    }

    private static int Table(int packed) => (packed & 0x80) != 0 ? 3 << (packed & 7) + 1 : 0;
}
