using Touchstone.Numerics;

namespace Touchstone.Tests.Numerics;

public sealed class SeededTests
{
    [Fact]
    public void The_same_seed_gives_the_same_sequence() =>
        Assert.Equal(new Seeded(7).NextBits(), new Seeded(7).NextBits());
}
