using Touchstone.Engine.Likeness;
using Touchstone.Media;
using Touchstone.Media.Pixels;
using Touchstone.Numerics;
using Touchstone.Workbench.Likeness;

namespace Touchstone.Tests.Workbench.Likeness;

// Origin of all vectors: records made here of drawn numbers, and bytes changed here.
public sealed class PictureStoreTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("store-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string File => Path.Combine(_folder, PictureStore.FileName);

    private static StoredPicture Picture(ulong seed)
    {
        var chance = new Seeded(seed);
        StoredPoint[] points = [.. Enumerable.Range(0, 40).Select(_ => new StoredPoint((ushort)chance.NextInt(8000), (ushort)chance.NextInt(8000), (ushort)(100 + chance.NextInt(900)), (ushort)chance.NextInt(65536), chance.NextBits()))];
        var thumbnail = PicturePrint.Of(new Plane(64, 64, [.. Enumerable.Range(0, 4096).Select(_ => (float)chance.NextInt(256))])).Thumbnail;
        return new StoredPicture($"/pictures/{seed} ü.jpg", Convert.ToHexStringLower([.. Enumerable.Range(0, 32).Select(i => (byte)(seed + (ulong)i))]), new PictureRecord(4000, 3000, 3.90625, thumbnail, points, []));
    }

    [Fact]
    public void What_was_added_is_read_again_and_nothing_twice()
    {
        var store = PictureStore.Open(_folder, make: true);
        Assert.Equal(2, store.Add([Picture(1), Picture(2), Picture(1)]));
        Assert.Equal(1, PictureStore.Open(_folder, make: true).Add([Picture(2), Picture(3)]));
        var again = PictureStore.Open(_folder, make: false);
        Assert.Equal(["/pictures/1 ü.jpg", "/pictures/2 ü.jpg", "/pictures/3 ü.jpg"], again.Pictures.Select(p => p.Name));
        var (one, two) = (Picture(3), again.Pictures[2]);
        Assert.Equal((one.Sha256, one.Record.Width, one.Record.Height, one.Record.Step), (two.Sha256, two.Record.Width, two.Record.Height, two.Record.Step));
        Assert.Equal(one.Record.Points, two.Record.Points);
        Assert.Equal(one.Record.Thumbnail, two.Record.Thumbnail);
    }

    [Fact]
    public void A_picture_cut_off_at_the_end_is_left_out_and_written_over()
    {
        PictureStore.Open(_folder, make: true).Add([Picture(1), Picture(2)]);
        using (var file = System.IO.File.OpenWrite(File)) file.SetLength(file.Length - 3);
        var store = PictureStore.Open(_folder, make: false);
        Assert.True(store.WasCut);
        Assert.Single(store.Pictures);
        store.Add([Picture(4)]);
        Assert.Equal(2, PictureStore.Open(_folder, make: false).Pictures.Count);
    }

    [Fact]
    public void Every_changed_byte_is_noticed()
    {
        PictureStore.Open(_folder, make: true).Add([Picture(1), Picture(2)]);
        var whole = System.IO.File.ReadAllBytes(File);
        for (var at = 0; at < whole.Length; at += 97)
        {
            var changed = (byte[])whole.Clone();
            changed[at] ^= 0x41;
            System.IO.File.WriteAllBytes(File, changed);
            try
            {
                // A changed length may look like a picture cut off; it is never taken for a whole one.
                var store = PictureStore.Open(_folder, make: false);
                Assert.True(store.WasCut && store.Pictures.Count < 2, $"byte {at}");
            }
            catch (StoreException e)
            {
                Assert.Equal(Codes.StoreMalformed, e.Code);
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Damage_in_the_middle_is_refused_and_no_picture_behind_it_is_written_over(int damaged)
    {
        PictureStore.Open(_folder, make: true).Add([Picture(1), Picture(2), Picture(3)]);
        var whole = System.IO.File.ReadAllBytes(File);
        var size = (whole.Length - 12) / 3;
        var start = 12 + damaged * size;
        foreach (var change in (Action<byte[]>[])[f => f[start + size / 2] ^= 1, f => f[start + 1] ^= 0x20, f => f[start] -= 1, f => f.AsSpan(start + 600, 40).Clear()])
        {
            var changed = (byte[])whole.Clone();
            change(changed);
            System.IO.File.WriteAllBytes(File, changed);
            var refused = Assert.Throws<StoreException>(() => PictureStore.Open(_folder, make: true));
            Assert.Equal(Codes.StoreMalformed, refused.Code);
            Assert.Contains($"picture {damaged + 1} ", refused.Message, StringComparison.Ordinal);
            Assert.Equal(changed, System.IO.File.ReadAllBytes(File));
        }
        System.IO.File.WriteAllBytes(File, [.. whole[..(start + 900)], .. whole[(start + 1000)..]]);
        Assert.Throws<StoreException>(() => PictureStore.Open(_folder, make: false));
    }

    [Fact]
    public void A_store_that_is_not_there_is_not_made_by_searching() =>
        Assert.Equal(Codes.StoreMissing, Assert.Throws<StoreException>(() => PictureStore.Open(Path.Combine(_folder, "none"), make: false)).Code);
}
