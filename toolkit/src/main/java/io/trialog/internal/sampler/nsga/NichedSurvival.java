package io.trialog.internal.sampler.nsga;

import io.trialog.spi.RandomNumbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * NSGA-III: each trial belongs to the reference direction that is nearest, and trials of directions with few of them survive (K. Deb and
 * H. Jain, doi:10.1109/TEVC.2013.2281535). Immutable.
 */
final class NichedSurvival implements Survival {

    private final int divisions;
    private final int population;

    /**
     * @param divisions into how many parts reference directions cut each axis; 0 for as many as the population has room for
     */
    NichedSurvival(int divisions, int population) {
        this.divisions = divisions;
        this.population = population;
    }

    @Override
    public double[] preferences(double[][] front) {
        return new double[front.length];
    }

    /**
     * The trials of a front near one direction.
     *
     * @param places places of those that may still be chosen
     */
    private record Niche(int direction, List<Integer> places) {}

    @Override
    public int[] chosen(double[][] before, double[][] front, int count, RandomNumbers numbers) {
        double[][] all = Arrays.copyOf(before, before.length + front.length);
        System.arraycopy(front, 0, all, before.length, front.length);
        double[][] normalized = Normalization.of(all);
        double[][] directions = ReferenceDirections.of(front[0].length, divisions, population);
        int[] members = new int[directions.length];
        double[] distances = new double[front.length];
        List<Niche> niches = new ArrayList<>();
        for (int d = 0; d < directions.length; d++) {
            niches.add(new Niche(d, new ArrayList<>()));
        }
        for (int i = 0; i < all.length; i++) {
            int nearest = nearest(normalized[i], directions);
            if (i < before.length) {
                members[nearest]++;
            } else {
                niches.get(nearest).places().add(i - before.length);
                distances[i - before.length] = distance(normalized[i], directions[nearest]);
            }
        }
        niches.removeIf(niche -> niche.places().isEmpty());
        int[] chosen = new int[count];
        for (int c = 0; c < count; c++) {
            Niche niche = emptiest(niches, members, numbers);
            chosen[c] = taken(niche, members[niche.direction()] == 0, distances, numbers);
            members[niche.direction()]++;
            if (niche.places().isEmpty()) {
                niches.remove(niche);
            }
        }
        return chosen;
    }

    /** One of the niches with the fewest members, at random. */
    private static Niche emptiest(List<Niche> niches, int[] members, RandomNumbers numbers) {
        int fewest = niches.stream()
                .mapToInt(niche -> members[niche.direction()])
                .min()
                .orElse(0);
        List<Niche> few = niches.stream()
                .filter(niche -> members[niche.direction()] == fewest)
                .toList();
        return few.get((int) (numbers.nextDouble() * few.size()));
    }

    /** The nearest trial of an empty niche, any of another one. */
    private static int taken(Niche niche, boolean isEmpty, double[] distances, RandomNumbers numbers) {
        List<Integer> places = niche.places();
        int at = 0;
        if (isEmpty) {
            for (int i = 1; i < places.size(); i++) {
                at = distances[places.get(i)] < distances[places.get(at)] ? i : at;
            }
        } else {
            at = (int) (numbers.nextDouble() * places.size());
        }
        return places.remove(at);
    }

    private static int nearest(double[] point, double[][] directions) {
        int nearest = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int d = 0; d < directions.length; d++) {
            double distance = distance(point, directions[d]);
            if (distance < least) {
                nearest = d;
                least = distance;
            }
        }
        return nearest;
    }

    /** The squared distance of a point from a line through the origin. */
    private static double distance(double[] point, double[] direction) {
        double along = 0;
        double length = 0;
        double square = 0;
        for (int j = 0; j < point.length; j++) {
            along += point[j] * direction[j];
            length += direction[j] * direction[j];
            square += point[j] * point[j];
        }
        return square - along * along / length;
    }
}
