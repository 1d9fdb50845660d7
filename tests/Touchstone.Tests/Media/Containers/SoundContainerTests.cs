using CsCheck;
using Touchstone.Media;
using Touchstone.Tests.Media.Metadata;
using static Touchstone.Tests.Media.Metadata.Bytes;

namespace Touchstone.Tests.Media.Containers;

public sealed class SoundContainerTests
{
    // EBU Tech 3285, Microsoft WAVE: fmt (PCM, mono, 8 kHz, 16 bit), LIST INFO, data.
    private static byte[] Wave() => RiffFile("WAVE", RiffChunk("fmt ", [1, 0, 1, 0, .. Little32(8000), .. Little32(16000), 2, 0, 16, 0]),
        RiffChunk("LIST", [.. Ascii("INFO"), .. RiffChunk("ISFT", Ascii("Recorder"))]), RiffChunk("data", new byte[10]));

    [Fact]
    public void Wave_chunks_are_read()
    {
        var tree = Trees.Read(Wave());
        Assert.Empty(tree.Damage);
        Assert.Equal(("8000", "Recorder"), (tree.OfType("fmt ").Single()["sampleRate"], tree.OfType("ISFT").Single()["text"]));
    }

    // EBU Tech 3306 section 3: sizes of -1 are found in ds64.
    [Fact]
    public void Sizes_beyond_32_bits_come_from_their_own_chunk()
    {
        byte[] ds64 = RiffChunk("ds64", [.. Little32(68), .. Little32(0), .. Little32(10), .. Little32(0), .. Little32(5), .. Little32(0), .. Little32(0)]);
        byte[] file = [.. Ascii("RF64"), .. Little32(-1), .. Ascii("WAVE"), .. ds64, .. Ascii("data"), .. Little32(-1), .. new byte[10], .. RiffChunk("JUNK", new byte[4])];
        var tree = Trees.Read(file);
        Assert.Equal("10", tree.OfType("data").Single()["size"]);
        Assert.Single(tree.OfType("JUNK"));
    }

    // ISO/IEC 11172-3: FF FB 90 00 is 128 kbit/s at 44.1 kHz, 417 bytes; FF FB 50 00 is 64 kbit/s, 208 bytes. ID3v2.3 section 3.3.
    private static byte[] Mp3() =>
    [
        .. Ascii("ID3"), 3, 0, 0, 0, 0, 0, 15, .. Ascii("TSSE"), .. Big32(5), 0, 0, 0, .. Ascii("LAME"),
        .. Enumerable.Repeat<byte[]>([0xFF, 0xFB, 0x90, 0x00, .. new byte[413]], 3).SelectMany(f => f),
        .. Enumerable.Repeat<byte[]>([0xFF, 0xFB, 0x50, 0x00, .. new byte[204]], 2).SelectMany(f => f),
        .. Ascii("TAG"), .. new byte[125],
    ];

    [Fact]
    public void Mp3_tags_and_runs_of_frames_are_read()
    {
        var tree = Trees.Read(Mp3());
        Assert.Empty(tree.Damage);
        Assert.Equal(["ID3v2", "Frames", "ID3v1"], tree.Roots.Select(r => r.Type));
        Assert.Equal("LAME", tree.OfType("TSSE").Single()["text"]);
        var frames = tree.OfType("Frames").Single();
        Assert.Equal("5", frames["frames"]);
        Assert.Equal([(3L, 128L), (2L, 64L)], frames.Table!.Rows.Select(r => (r[1], r[2])));
    }

    // LAME: "Info" 36 bytes into an MPEG-1 stereo frame, flags, frames, then the encoder's nine characters.
    [Fact]
    public void An_information_frame_names_the_encoder()
    {
        byte[] frame = [0xFF, 0xFB, 0x90, 0x00, .. new byte[413]];
        byte[] information = [.. frame[..36], .. Ascii("Info"), .. Big32(1), .. Big32(4), .. Ascii("LAME3.100"), .. new byte[417 - 57]];
        var tree = Trees.Read([.. information, .. frame, .. frame, .. frame, .. frame]);
        Assert.Equal(("4", "LAME3.100"), (tree.OfType("Info").Single()["frames"], tree.OfType("Info").Single()["encoder"]));
    }

    // RFC 3533 section 6, RFC 7845 sections 5.1 and 5.2.
    private static byte[] Ogg()
    {
        byte[] Page(int flags, int sequence, byte[] data) => [.. Ascii("OggS"), 0, (byte)flags, .. new byte[8], .. Little32(7), .. Little32(sequence), .. new byte[4], 1, (byte)data.Length, .. data];
        return
        [
            .. Page(2, 0, [.. Ascii("OpusHead"), 1, 1, .. Little16(312), .. Little32(48000), 0, 0, 0]),
            .. Page(0, 1, [.. Ascii("OpusTags"), .. Little32(4), .. Ascii("opus"), .. Little32(1), .. Little32(7), .. Ascii("TITLE=a")]),
            .. Page(4, 2, new byte[20]),
        ];
    }

    [Fact]
    public void Ogg_pages_and_comments_are_read()
    {
        var tree = Trees.Read(Ogg());
        Assert.Empty(tree.Damage);
        var stream = tree.Roots.Single();
        Assert.Equal(("Opus", "opus", "a", "3"), (stream["codec"], stream["vendor"], stream["TITLE"], stream["pages"]));
    }

    [Fact]
    public void A_missing_ogg_page_is_damage()
    {
        var file = Ogg();
        file[^(20 + 28 - 18)] = 9;
        Assert.Contains(Trees.Read(file).Damage, d => d.Message.Contains("follows page 1", StringComparison.Ordinal));
    }

    // RFC 9639 section 8.2: rate 20 bits, channels 3, bits 5, samples 36.
    private static byte[] Flac() => [.. Ascii("fLaC"), 0x80, 0, 0, 34, .. new byte[10], .. Big64((44100L << 44) | (1L << 41) | (15L << 36) | 1000), .. new byte[16], 0xFF, 0xF8, 0, 0];

    [Fact]
    public void Flac_stream_information_is_read()
    {
        var tree = Trees.Read(Flac());
        Assert.Empty(tree.Damage);
        var info = tree.OfType("STREAMINFO").Single();
        Assert.Equal(("44100", "2", "16", "1000"), (info["sampleRate"], info["channels"], info["bitsPerSample"], info["samples"]));
    }

    // RFC 4867 section 5.3: 3C = mode 7, good quality: 32 bytes with the header.
    private static byte[] Amr() => [.. Ascii("#!AMR\n"), .. Enumerable.Repeat<byte[]>([0x3C, .. new byte[31]], 3).SelectMany(f => f)];

    [Fact]
    public void Amr_frames_are_counted()
    {
        var tree = Trees.Read(Amr());
        Assert.Empty(tree.Damage);
        Assert.Equal([6, 3, 7], tree.OfType("Frames").Single().Table!.Rows.Single());
    }

    [Fact]
    public void Changed_cut_and_lengthened_files_never_throw_and_nodes_lie_in_the_file()
    {
        byte[][] files = [Wave(), Mp3(), Ogg(), Flac(), Amr(), FilmContainerTests.Film(), FilmContainerTests.Matroska(), FilmContainerTests.Avi(), PngFile(4, 4), new ExifWriter().Main(0x10F, "Acme").Exif(0x9003, "2018:04:01 12:00:00").ToArray()];
        Gen.Select(Gen.Int[0, files.Length - 1], Gen.Int[4, 5000], Gen.Byte, Gen.Int[4, 5000], Gen.Byte, Gen.Int[0, 5000]).Sample((which, at, value, at2, value2, cut) =>
        {
            var file = (byte[])files[which].Clone();
            file[at % file.Length] = value;
            file[at2 % file.Length] = value2;
            if (cut % 3 == 0) file = file[..Math.Max(1, cut % file.Length)];
            if (!Intake.TryOpen("mutant", file, Limits.Default, out var specimen, out _, TestContext.Current.CancellationToken)) return true;
            using (specimen)
            {
                var tree = specimen.Container.Value!;
                return specimen.Metadata is not null && tree.All.All(n => n.Offset >= 0 && n.Length >= 0 && n.Offset + n.Length <= file.Length);
            }
        }, iter: 5000);
    }
}
