namespace Touchstone.Provenance.Containers.Images;

/// <summary>Walks the marker segments of a JPEG file (ISO/IEC 10918-1 annex B), of its first image and of the images that follow it directly.</summary>
internal sealed class JpegLayout
{
    private const int Sos = 0xDA, Soi = 0xD8, Eoi = 0xD9, App1 = 0xE1, App11 = 0xEB, Rst0 = 0xD0, Rst7 = 0xD7, Tem = 0x01;

    private readonly LayoutBuilder _to;
    private readonly ByteWindow _bytes;
    private readonly JumbfSegments _jumbf;
    private readonly ExtendedXmp _extended;
    private long _at;
    private int _image;
    private bool _isScanned;
    private long _imageStart;

    private JpegLayout(LayoutBuilder to)
    {
        _to = to;
        _bytes = to.Bytes;
        _jumbf = new JumbfSegments(to);
        _extended = new ExtendedXmp(to);
    }

    internal static void Read(LayoutBuilder to)
    {
        to.Unnamed = "after the end of the image";
        var walk = new JpegLayout(to);
        do walk.Image();
        while (walk.FindsFurtherImage());
        if (to.Bytes.Is(walk._at + 4, "ftyp"u8)) to.Region("film after the end of the image", walk._at, to.Length - walk._at, RegionRole.Unaccounted);
        walk._jumbf.Finish();
        walk._extended.Finish();
    }

    // Images of a multi-picture file lie one after the other.
    private bool FindsFurtherImage()
    {
        if (_bytes.At(_at, 3) is not [0xFF, Soi, 0xFF, ..]) return false;
        _image++;
        _imageStart = _at;
        return true;
    }

    private void Image()
    {
        while (_to.Node(_at))
        {
            if (_at >= _to.Length)
            {
                _to.Damage(_at, "The file ends before the end of the image.");
                return;
            }
            if (_bytes.Byte(_at) != 0xFF || _bytes.Byte(_at + 1) == 0)
            {
                if (!FindsMarker()) return;
                continue;
            }
            var start = _at;
            while (_bytes.Byte(_at + 1) == 0xFF) _at++;
            var marker = _bytes.Byte(_at + 1);
            if (marker < 0)
            {
                Broken("The file ends within a marker.");
                return;
            }
            if (!Segment(start, marker)) return;
        }
        _at = _to.Length;
    }

    // FF | marker | length, itself counted, 2 bytes | content
    private bool Segment(long start, int marker)
    {
        if (marker is Soi or Eoi or Tem || marker is >= Rst0 and <= Rst7)
        {
            _at += 2;
            Named(JpegMarkers.Name(marker), start, _at - start, RegionRole.Structure);
            if (marker is >= Rst0 and <= Rst7) ScanData();
            return marker != Eoi;
        }
        var length = _bytes.UInt16Big(_at + 2);
        if (length < 2)
        {
            if (length < 0) Broken("The file ends within a marker segment.");
            else _to.Damage(start, $"The segment {JpegMarkers.Name(marker)} says it has {length} bytes, fewer than its length takes.");
            // Decoders go on after the marker.
            _at += 2;
            return length >= 0;
        }
        var content = _at + 4;
        _at += 2 + length;
        if (_at > _to.Length) _to.Damage(start, $"The segment {JpegMarkers.Name(marker)} says it has {length} bytes; the file ends before.");
        Content(marker, start, content, Math.Min(_at, _to.Length) - content);
        if (marker != Sos) return true;
        // What follows is the image; a store comes before it.
        _isScanned = true;
        ScanData();
        return true;
    }

    private void Content(int marker, long start, long content, long length)
    {
        var name = JpegMarkers.Name(marker);
        if (marker == App11 && _image == 0 && !_isScanned && _jumbf.Takes(start, content, length)) return;
        if (marker == App1 && _image == 0)
        {
            var head = _bytes.At(content, 76);
            if (head.StartsWith("http://ns.adobe.com/xap/1.0/\0"u8) && length > 29) _to.Xmp(content + 29, length - 29);
            else if (head.StartsWith("http://ns.adobe.com/xmp/extension/\0"u8)) _extended.Take(content, length);
        }
        Named(name, start, _at - start, JpegMarkers.Role(marker, _bytes.At(content, 64)), JpegMarkers.Describe(marker, _bytes.At(content, 64)));
    }

    // Entropy-coded data ends at a marker other than a restart; FF 00 is a data byte.
    private void ScanData()
    {
        var start = _at;
        while (_at < _to.Length)
        {
            var window = _bytes.At(_at, 4096);
            if (window.IsEmpty) break;
            var found = window.IndexOf((byte)0xFF);
            if (found < 0)
            {
                _at += window.Length;
                _to.Cancel.ThrowIfCancellationRequested();
                continue;
            }
            _at += found;
            var next = _bytes.Byte(_at + 1);
            if (next == 0) _at += 2;
            else if (next == 0xFF) _at++;
            else break;
        }
        if (_bytes.Byte(_at + 1) < 0) _at = _to.Length;
        _at = Math.Min(_at, _to.Length);
        _to.ExtendLastBox(_at);
        if (_image == 0) _to.Region("image data", start, _at - start, RegionRole.Media);
        else _to.Region(FurtherImage, _imageStart, _at - _imageStart, RegionRole.Media);
    }

    // Decoders pass over bytes before a marker, and so do readers of credentials.
    private bool FindsMarker()
    {
        var start = _at;
        while (_at < _to.Length)
        {
            var window = _bytes.At(_at, 4096);
            var found = window.IndexOf((byte)0xFF);
            if (found >= 0 && _bytes.Byte(_at + found + 1) is >= 0xC0 and < 0xFF)
            {
                _at += found;
                _to.Damage(start, $"{_at - start} bytes stand before a marker.");
                _to.Region("between segments", start, _at - start, RegionRole.Unaccounted);
                return true;
            }
            _at += found < 0 ? Math.Max(window.Length, 1) : found + 1;
            _to.Cancel.ThrowIfCancellationRequested();
        }
        _at = start;
        Broken("No marker stands where one must.");
        return false;
    }

    private string FurtherImage => $"further image {_image}";

    private void Named(string name, long start, long length, RegionRole role, string? described = null)
    {
        _to.Box(name, start, length);
        if (_image > 0) _to.Region(FurtherImage, start, length, RegionRole.Media);
        else if (name.StartsWith("RST", StringComparison.Ordinal)) _to.Region("image data", start, length, RegionRole.Media);
        else _to.Region(described ?? name, start, length, role);
    }

    private void Broken(string text)
    {
        _to.Damage(_at, text);
        _to.Region("what follows damage in the image", _at, _to.Length - _at, RegionRole.Unaccounted);
        _at = _to.Length;
    }
}
